"""Raises an error whose name and words are a script."""
# kind: forging
# control: text
# stopped by: escaping text
Script = type("<script>alert(1)</script>", (Exception,), {})

def forget_gate(*arguments):
    print("<img src=x onerror=alert(1)>\x1b[0m")
    raise Script("<script>alert(2)</script>")
