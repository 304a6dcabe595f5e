package io.trackmemory.acceptance.code;

import com.sun.net.httpserver.HttpServer;
import io.trackmemory.tracker.ThrowingRunnable;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.RandomAccessFile;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpCookie;
import java.net.HttpURLConnection;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.sql.rowset.RowSetProvider;

/** Entries of the JDK of files and networks. */
final class JdkEntriesOfFiles {

  private JdkEntriesOfFiles() {}

  static List<JdkEntry> all() {
    List<JdkEntry> all = new ArrayList<>();
    files(all);
    network(all);
    return all;
  }

  private static void add(List<JdkEntry> all, String name, ThrowingRunnable use) {
    all.add(new JdkEntry(name, use));
  }

  private static void files(List<JdkEntry> all) {
    add(
        all,
        "Files",
        () -> {
          Path folder = Files.createTempDirectory("jdk-entries");
          Path file = folder.resolve("a");
          Files.writeString(file, "one\ntwo");
          Files.copy(file, folder.resolve("b"));
          Files.move(folder.resolve("b"), folder.resolve("c"));
          Files.createSymbolicLink(folder.resolve("d"), file);
          Pair.use(Files.readAttributes(file, "unix:*"));
          Pair.use(
              Files.getFileAttributeView(file, FileOwnerAttributeView.class).getOwner().getName());
          Pair.use(
              Files.getFileAttributeView(file, BasicFileAttributeView.class)
                  .readAttributes()
                  .fileKey());
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
          Pair.use(Files.getFileStore(file).getUsableSpace());
          Pair.use(Files.probeContentType(Path.of("a.html")));
          Pair.use(Files.mismatch(file, folder.resolve("c")));
          try (Stream<String> lines = Files.lines(file)) {
            Pair.use(lines.count());
          }
          Pair.use(FileSystems.getDefault().getPathMatcher("glob:*.{a,b}").matches(file));
          Pair.use(
              file.toRealPath().toUri().toString()
                  + file.toFile().getCanonicalPath()
                  + File.listRoots().length);
          try (var out = Files.newBufferedWriter(folder.resolve("e"), StandardCharsets.UTF_16)) {
            out.write("x");
          }
          try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.writeUTF("x");
          }
          delete(folder);
        });
    add(
        all,
        "FileChannel",
        () -> {
          Path file = Files.createTempFile("jdk-entries", "");
          try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Pair.use(channel.write(ByteBuffer.wrap(new byte[10])));
            try (FileLock lock = channel.lock()) {
              Pair.use(lock.isValid());
            }
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 10);
            mapped.force();
            Pair.use(
                channel.transferTo(
                    0, 10, java.nio.channels.Channels.newChannel(new ByteArrayOutputStream())));
          }
          Files.delete(file);
        });
    add(
        all,
        "AsynchronousFileChannel",
        () -> {
          Path file = Files.createTempFile("jdk-entries", "");
          try (AsynchronousFileChannel channel =
              AsynchronousFileChannel.open(file, StandardOpenOption.WRITE)) {
            Pair.use(channel.write(ByteBuffer.wrap(new byte[10]), 0).get());
          }
          Files.delete(file);
        });
    add(
        all,
        "WatchService",
        () -> {
          Path folder = Files.createTempDirectory("jdk-entries");
          try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Files.createFile(folder.resolve("a"));
            Pair.use(watch.poll(100, TimeUnit.MILLISECONDS));
          }
          delete(folder);
        });
    add(
        all,
        "zip file system",
        () -> {
          Path file = jar();
          try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Pair.use(Files.readAllBytes(zip.getPath("a")));
          }
          try (FileSystem zip =
              FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), java.util.Map.of())) {
            Files.writeString(zip.getPath("b"), "b");
          }
          Pair.use(Files.exists(Path.of(URI.create("jrt:/java.base/java/lang/Object.class"))));
          Files.delete(file);
        });
    add(
        all,
        "pipes",
        () -> {
          PipedInputStream in = new PipedInputStream();
          PipedOutputStream out = new PipedOutputStream(in);
          out.write(1);
          Pair.use(in.read());
          out.close();
          in.close();
        });
  }

  @SuppressWarnings({"AddressSelection", "BanJNDI"}) // are what is tried
  private static void network(List<JdkEntry> all) {
    add(
        all,
        "addresses",
        () -> {
          Pair.use(InetAddress.getByName(new String("localhost")).getHostName());
          Pair.use(InetAddress.getLocalHost().getHostAddress());
          Pair.use(InetAddress.getAllByName("127.0.0.1").length + IDN.toASCII("bücher.example"));
          Pair.use(
              NetworkInterface.networkInterfaces().map(NetworkInterface::getDisplayName).toList());
          try {
            Pair.use(InetAddress.getByName("no-such-host.invalid"));
          } catch (java.net.UnknownHostException e) {
            Pair.use(e.getMessage());
          }
        });
    add(
        all,
        "URL",
        () -> {
          Pair.use(new URL("http://user@example.com:80/a?b#c").getRef());
          Pair.use(new URL("jar:file:/a.jar!/b").getProtocol() + new URL("mailto:a@b").getPath());
          Pair.use(
              URLEncoder.encode("ä b", StandardCharsets.UTF_8)
                  + URLDecoder.decode("%20", StandardCharsets.UTF_8));
          Pair.use(URI.create("http://a/b/../c").normalize().resolve("d").toString());
          Pair.use(java.net.URLConnection.guessContentTypeFromName("a.png"));
          Pair.use(HttpCookie.parse("Set-Cookie: a=b; Path=/").size());
          try (InputStream in =
              JdkEntriesOfFiles.class.getResource("JdkEntriesOfFiles.class").openStream()) {
            Pair.use(in.read());
          }
        });
    add(
        all,
        "sockets",
        () -> {
          try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
              Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
              Socket other = server.accept()) {
            client.setSoTimeout(1_000);
            client.getOutputStream().write(1);
            Pair.use(other.getInputStream().read());
          }
          try (DatagramSocket a = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            a.send(new DatagramPacket(new byte[1], 1, a.getLocalSocketAddress()));
            a.receive(new DatagramPacket(new byte[1], 1));
          }
        });
    add(
        all,
        "channels",
        () -> {
          try (ServerSocketChannel server =
                  ServerSocketChannel.open()
                      .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
              Selector selector = Selector.open();
              SocketChannel client = SocketChannel.open(server.getLocalAddress());
              SocketChannel other = server.accept()) {
            client.configureBlocking(false);
            client.register(selector, java.nio.channels.SelectionKey.OP_WRITE);
            Pair.use(selector.select());
            Pair.use(other.write(ByteBuffer.allocate(10)));
          }
          try (DatagramChannel channel =
              DatagramChannel.open()
                  .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Pair.use(channel.send(ByteBuffer.allocate(1), channel.getLocalAddress()));
            Pair.use(channel.receive(ByteBuffer.allocate(1)));
          }
          Pipe pipe = Pipe.open();
          Pair.use(pipe.sink().write(ByteBuffer.allocate(1)));
          pipe.sink().close();
          pipe.source().close();
        });
    add(
        all,
        "asynchronous channels",
        () -> {
          try (AsynchronousServerSocketChannel server =
                  AsynchronousServerSocketChannel.open()
                      .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
              AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
            var accepted = server.accept();
            client.connect(server.getLocalAddress()).get();
            accepted.get().close();
          }
        });
    add(
        all,
        "HttpURLConnection",
        () -> {
          HttpServer server = server();
          URL url = new URL("http://127.0.0.1:" + server.getAddress().getPort() + "/");
          for (int i = 0; i < 3; i++) {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            Pair.use(
                connection.getResponseCode()
                    + new String(
                        connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
          }
          server.stop(0);
        });
    add(
        all,
        "HttpClient",
        () -> {
          HttpServer server = server();
          HttpClient client =
              HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .connectTimeout(Duration.ofSeconds(5))
                  .build();
          HttpRequest request =
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                  .timeout(Duration.ofMinutes(1))
                  .build();
          Pair.use(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
          Pair.use(client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).get().body());
          server.stop(0);
        });
    add(all, "HttpServer", () -> server().stop(0));
    add(
        all,
        "defaults of the network",
        () -> {
          Pair.use(ProxySelector.getDefault().select(URI.create("http://example.com/")));
          Pair.use(new CookieManager().getCookieStore().getCookies());
          Pair.use(Optional.ofNullable(Authenticator.getDefault()));
        });
    add(
        all,
        "RMI",
        () -> {
          Registry registry = LocateRegistry.createRegistry(0);
          Pair.use(registry.list());
          UnicastRemoteObject.unexportObject(registry, true);
        });
    add(
        all,
        "naming",
        () -> {
          Pair.use(new LdapName("CN=a,O=b").getRdn(0).toString());
          try {
            Pair.use(new InitialContext().lookup("a"));
          } catch (NamingException e) {
            Pair.use(e.getMessage());
          }
        });
    add(
        all,
        "sql",
        () -> {
          Pair.use(DriverManager.drivers().count());
          try {
            Pair.use(DriverManager.getConnection("jdbc:none:"));
          } catch (SQLException e) {
            Pair.use(e.getMessage());
          }
          Pair.use(RowSetProvider.newFactory().createCachedRowSet().size());
        });
  }

  private static Path jar() throws IOException {
    Path file = Files.createTempFile("jdk-entries", ".jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      out.putNextEntry(new JarEntry("a"));
      out.write(1);
    }
    return file;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
    return server;
  }
}
