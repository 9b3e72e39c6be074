"""Storage: tables, engine, migrations and queries; the only room that knows SQL."""
