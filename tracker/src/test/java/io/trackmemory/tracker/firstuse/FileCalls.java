package io.trackmemory.tracker.firstuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files, paths, addresses, streams of bytes. */
final class FileCalls {

  private FileCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("File.createTempFile")) {
      return temporary();
    }
    if (calls.is("File.list")) {
      return new File(".").list() != null;
    }
    if (calls.is("Path.of and resolve")) {
      return Path.of("some", "folder").resolve("name").normalize().toString();
    }
    if (calls.is("Path.toUri")) {
      return Path.of("/some/name").toUri();
    }
    if (calls.is("Path, iterate")) {
      return iterated();
    }
    if (calls.is("Files.writeString and readString")) {
      return written();
    }
    if (calls.is("Files.readAllLines")) {
      return Files.readAllLines(Temporary.FILE);
    }
    if (calls.is("Files.lines")) {
      return lines();
    }
    if (calls.is("Files.newBufferedReader")) {
      return buffered();
    }
    if (calls.is("Files.list")) {
      return listed();
    }
    if (calls.is("Files.walk")) {
      return walked();
    }
    if (calls.is("Files.newByteChannel")) {
      return channel();
    }
    if (calls.is("NoSuchFileException")) {
      return missing();
    }
    if (calls.is("FileInputStream")) {
      return input();
    }
    if (calls.is("FileReader")) {
      return reader();
    }
    if (calls.is("RandomAccessFile")) {
      return random();
    }
    if (calls.is("OutputStreamWriter")) {
      return encoded();
    }
    if (calls.is("PrintStream")) {
      return printed();
    }
    if (calls.is("PrintWriter.printf")) {
      return printfed();
    }
    if (calls.is("DataOutputStream")) {
      return data();
    }
    if (calls.is("ByteBuffer")) {
      return ByteBuffer.allocate(16).putInt(1).flip().getInt();
    }
    if (calls.is("Files.probeContentType")) {
      return Files.probeContentType(Path.of("name.txt"));
    }
    if (calls.is("InetAddress.getLoopbackAddress")) {
      return InetAddress.getLoopbackAddress();
    }
    if (calls.is("InetSocketAddress, any address")) {
      return new InetSocketAddress(80);
    }
    if (calls.is("URI")) {
      return URI.create("http://example.org/a?b=c#d").resolve("x").toString();
    }
    if (calls.is("URI, quoted")) {
      return new URI("http", "example.org", "/\u00e4 b", null).toASCIIString();
    }
    if (calls.is("URL")) {
      return new URL("http://example.org/a?b=c").getHost();
    }
    if (calls.is("URLEncoder")) {
      return URLEncoder.encode("a b\u00e4", UTF_8);
    }
    return calls.none();
  }

  static final class Temporary {
    static final Path FILE = file();

    private static Path file() {
      try {
        Path file = Files.createTempFile("calls", ".txt");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "a\nb\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Object temporary() throws IOException {
    File file = File.createTempFile("calls", ".txt");
    return file.delete();
  }

  private static Object iterated() {
    int length = 0;
    for (Path part : Path.of("some/folder/name")) {
      length += part.getNameCount();
    }
    return length;
  }

  private static Object written() throws IOException {
    Files.writeString(Temporary.FILE, "a\nb\n");
    return Files.readString(Temporary.FILE);
  }

  private static Object lines() throws IOException {
    try (Stream<String> lines = Files.lines(Temporary.FILE)) {
      return lines.count();
    }
  }

  private static Object buffered() throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(Temporary.FILE)) {
      return String.valueOf(reader.readLine());
    }
  }

  private static Object listed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/usr/lib"))) {
      return files.limit(1).count();
    }
  }

  private static Object walked() throws IOException {
    try (Stream<Path> files = Files.walk(Temporary.FILE)) {
      return files.count();
    }
  }

  private static Object channel() throws IOException {
    try (FileChannel channel = FileChannel.open(Temporary.FILE)) {
      return channel.read(ByteBuffer.allocate(4));
    }
  }

  private static Object missing() {
    try {
      return Files.size(Path.of("none"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Object input() throws IOException {
    try (FileInputStream in = new FileInputStream(Temporary.FILE.toString())) {
      return in.read();
    }
  }

  private static Object reader() throws IOException {
    try (FileReader in = new FileReader(Temporary.FILE.toString(), UTF_8)) {
      return in.read();
    }
  }

  private static Object random() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(Temporary.FILE.toString(), "r")) {
      return file.length();
    }
  }

  private static Object encoded() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStreamWriter out = new OutputStreamWriter(bytes, UTF_8)) {
      out.write("a\u00e4");
    }
    return bytes;
  }

  private static Object printed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, UTF_8);
    out.println("x" + 1);
    out.println(1.5);
    return bytes;
  }

  private static Object printfed() {
    StringWriter text = new StringWriter();
    new PrintWriter(text).printf("%s %d", "x", 5);
    return text.toString();
  }

  private static Object data() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("x");
    out.writeLong(5);
    return bytes;
  }
}
