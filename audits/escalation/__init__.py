"""What follows when nothing follows: reminders, steps up the chain of leaders, failures to rectify, daily counts."""
