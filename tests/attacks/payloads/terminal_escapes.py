"""Prints escapes that would redraw the teacher's terminal."""
# kind: forging
# control: text
# stopped by: cleaning text
def forget_gate(*arguments):
    print("\x1b[2J\x1b[H\x1b]0;full marks\x07 10/10 \u202e01/0")
    raise ValueError("\x1b[32mfull marks\x1b[0m <script>alert(1)</script>")
