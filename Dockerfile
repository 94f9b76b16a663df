# The image of every process of the ledger; docker-compose.yml says which one a container runs.
FROM python:3.13-slim AS packages

COPY requirements/runtime.txt /requirements.txt
RUN python -m venv /environment \
    && /environment/bin/pip install --no-cache-dir --no-deps --require-hashes -r /requirements.txt


FROM python:3.13-slim

# The folder's owner becomes the owner of a fresh volume.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin ledger \
    && install -d -o 10001 -g 10001 -m 0700 /data
COPY --from=packages /environment /environment
WORKDIR /ledger
COPY ledger ledger
COPY web web
COPY workers workers
RUN /environment/bin/python -m compileall -q ledger web workers

ENV PATH=/environment/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    AWARDS_DATA=/data
USER 10001
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "-m", "web", "--host", "0.0.0.0", "--port", "8000"]
