"""The one way a command ends early: a sentence for the person at the keyboard."""


class Stop(Exception):
    """One clear sentence in Portuguese, with the next step in it; the command shows it and exits with `exit_code`.

    >>> raise Stop("Não há fonte para o caderno 99_x. Veja os nomes em solutions/.")
    Traceback (most recent call last):
    autograder.stop.Stop: Não há fonte para o caderno 99_x. Veja os nomes em solutions/.
    """

    exit_code = 1
