# @title Preparar o caderno (execute esta célula primeiro)
# Instala o pacote do curso se ele ainda não existe aqui, como no Colab.
import importlib.util

if importlib.util.find_spec("enap_lstm") is None:
    import glob
    import subprocess
    import sys

    class InstalacaoFalhou(ImportError):
        def _render_traceback_(self):  # mostra só a frase
            return [str(self)]

    # Um arquivo enap_lstm-….whl na pasta deste caderno tem a preferência.
    endereco = "{address}"
    pacote = max(glob.glob("enap_lstm-*.whl"), default=endereco + "{wheel}")
    pip = [sys.executable, "-m", "pip", "install", "--quiet"]
    if subprocess.run([*pip, pacote], capture_output=True).returncode:
        raise InstalacaoFalhou(
            "Não foi possível instalar o pacote do curso. Confira a conexão com a internet "
            "e execute esta célula de novo. Sem internet, ponha o arquivo enap_lstm-….whl "
            "do curso na pasta deste caderno."
        )
    importlib.invalidate_caches()

from enap_lstm import caderno

caderno("{notebook}")
