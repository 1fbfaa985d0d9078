"""The command line: arguments, commands, report."""
