"""Makes word problems with candidate solutions whose first wrong step is known exactly."""
