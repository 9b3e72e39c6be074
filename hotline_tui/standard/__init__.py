"""The standard DB11/T 2021—2022 as code: pure, without I/O, clock or third party."""
