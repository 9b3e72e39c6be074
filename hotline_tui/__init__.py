"""The hotline desk: a terminal application for 12345 citizen hotlines after DB11/T 2021—2022."""
