"""Widgets that two screens or more share. They post messages and call no service."""
