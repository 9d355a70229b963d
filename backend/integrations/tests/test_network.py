"""The wire under the vendors' client: plain and encrypted, closed, silent and not there at all."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpcore2
import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from backend.integrations.anthropic.network import Network

HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"


@asynccontextmanager
async def listening(*said: bytes, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Serve one answer in these pieces, whatever is asked; yields the port."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for piece in said:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.01)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def client(read_seconds: float = 5, verify: ssl.SSLContext | bool = True) -> httpx2.AsyncClient:
    transport = httpx2.AsyncHTTPTransport(trust_env=False, verify=verify)
    transport._pool._network_backend = Network()
    return httpx2.AsyncClient(transport=transport, timeout=httpx2.Timeout(read_seconds, connect=2))


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "localhost.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


async def test_what_comes_in_pieces_is_read_whole() -> None:
    async with listening(HEAD[:9], HEAD[9:] + b"He", b"llo") as port, client() as http:
        assert (await http.get(f"http://127.0.0.1:{port}/")).text == "Hello"


async def test_an_encrypted_wire(certificate: Path) -> None:
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.load_cert_chain(certificate)
    ours = ssl.create_default_context(cafile=str(certificate))
    async with listening(HEAD, b"Hello", tls=theirs) as port, client(verify=ours) as http:
        assert (await http.get(f"https://localhost:{port}/")).text == "Hello"


async def test_nobody_is_trusted_unknown(certificate: Path) -> None:
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.load_cert_chain(certificate)
    async with listening(HEAD, b"Hello", tls=theirs) as port, client() as http:
        with pytest.raises(httpx2.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            await http.get(f"https://localhost:{port}/")


async def test_a_vendor_that_falls_silent() -> None:
    held = asyncio.Event()

    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await held.wait()
        writer.close()

    server = await asyncio.start_server(mute, "127.0.0.1", 0)
    async with client(read_seconds=0.05) as http:
        with pytest.raises(httpx2.ReadTimeout):
            await http.get(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    held.set()
    server.close()


async def test_a_vendor_that_hangs_up_in_the_middle() -> None:
    async with listening(HEAD, b"He") as port, client() as http:
        with pytest.raises(httpx2.RemoteProtocolError):
            await http.get(f"http://127.0.0.1:{port}/")


async def test_nobody_there() -> None:
    async with listening() as port:
        pass
    async with client() as http:
        with pytest.raises(httpx2.ConnectError):
            await http.get(f"http://127.0.0.1:{port}/")


async def test_a_wire_at_rest_is_noticed_to_be_closed() -> None:
    async with listening(b"bye") as port:
        stream = await Network().connect_tcp("127.0.0.1", port, timeout=2)
        assert not stream.get_extra_info("is_readable")
        await stream.write(b"GET / HTTP/1.1\r\n\r\n", timeout=2)
        assert await stream.read(100, timeout=2) == b"bye"
        assert await stream.read(100, timeout=2) == b""
        assert stream.get_extra_info("is_readable")
        with pytest.raises(httpcore2.ReadTimeout):
            other = await Network().connect_tcp("127.0.0.1", port, timeout=2)
            await other.read(100, timeout=0.05)
        await stream.aclose()
        await other.aclose()
