"""Files and folders go in; submissions, as chunks of source, come out. Nothing is parsed as Python."""
