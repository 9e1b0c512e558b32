# @title Preparar o caderno (execute esta célula primeiro)
# Instala o pacote do curso onde ele ainda não existe, como no Colab. Onde já existe, não faz nada.
import importlib.util

if importlib.util.find_spec("enap_lstm") is None:
    import glob
    import subprocess
    import sys

    class InstalacaoFalhou(ImportError):
        def _render_traceback_(self):  # mostra só a frase
            return [str(self)]

    pacote = "{wheel}"
    pacote = max(glob.glob("enap_lstm-*.whl"), default=pacote)  # um arquivo na pasta deste caderno tem a preferência
    comando = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", pacote]
    if subprocess.run(comando, capture_output=True).returncode:
        raise InstalacaoFalhou(
            "Não foi possível instalar o pacote do curso. Confira a conexão com a internet e execute esta célula de novo; "
            "sem internet, ponha o arquivo enap_lstm-….whl na pasta deste caderno."
        )
    importlib.invalidate_caches()

from enap_lstm import caderno

caderno("{notebook}")
