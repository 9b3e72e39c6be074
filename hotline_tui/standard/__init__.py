"""The standard DB11/T 2021—2022 as code: pure rules, no input or output, no clock, no third party."""
