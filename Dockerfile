# The service with its embedded engine: no OPA, no compiler, no root. Build: docker build -t tejun .
# Run:   docker run -p 8000:8000 -v tejun-data:/data tejun

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
# The locks change seldom: their layers stay cached while the code moves.
COPY requirements/runtime.txt requirements/build.txt requirements/
RUN python -m venv /opt/tejun \
 && /opt/tejun/bin/pip install --quiet --require-hashes -r requirements/runtime.txt
RUN python -m venv /opt/build \
 && /opt/build/bin/pip install --quiet --require-hashes -r requirements/build.txt
COPY pyproject.toml setup.py LICENSE ./
COPY tools/catalogs.py tools/
COPY service/ service/
COPY policies/ policies/
COPY bundles/ bundles/
RUN /opt/build/bin/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /dist . \
 && /opt/tejun/bin/pip install --quiet --no-deps --no-index /dist/*.whl

FROM python:3.11-slim
ENV PATH=/opt/tejun/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
COPY --from=build /opt/tejun /opt/tejun
# The example editions came with the installation; TEJUN_BUNDLES names another folder. The record is kept in the
# volume, and the compiled modules beside it.
WORKDIR /srv/tejun
RUN install -d -o 10001 -g 10001 /data
ENV TEJUN_DATABASE=/data/tejun.db TEJUN_CACHE=/data/cache
VOLUME /data
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["tejun"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
