# Two stages: the first has compilers and caches, the second only what runs. Nothing is written at run
# time outside the data folder, so the root can be read-only:
#   docker run --read-only --cap-drop ALL --tmpfs /tmp -v heed:/data -p 8480:8480 heed
FROM python:3.12-slim AS build
WORKDIR /build
COPY requirements.lock requirements-dev.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/heed \
 && /opt/heed/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY domain domain
COPY adapters adapters
COPY projections projections
COPY api api
RUN python -m venv /opt/hatch \
 && awk '/^[a-z]/ {on = /^(hatchling|packaging|pathspec|pluggy|trove-classifiers)==/} on' \
    requirements-dev.lock > build.lock \
 && /opt/hatch/bin/pip install --no-cache-dir --require-hashes --no-deps -r build.lock \
 && /opt/hatch/bin/python -m hatchling build -t wheel -d /dist \
 && /opt/heed/bin/pip install --no-cache-dir --no-deps /dist/*.whl

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin heed \
 && mkdir /data && chown heed:heed /data && chmod 0700 /data
COPY --from=build /opt/heed /opt/heed
ENV PATH=/opt/heed/bin:$PATH HEED_DATA_DIR=/data HEED_HOST=0.0.0.0 PORT=8480
USER 10001
VOLUME /data
EXPOSE 8480
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8480/livez', timeout=2)"]
ENTRYPOINT ["heed"]
CMD ["serve"]
