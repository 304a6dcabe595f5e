package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.beans.Introspector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.xpath.XPathFactory;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** What the JVM and the JDK make once for a piece of code, and the same kept by user code. */
public final class NearMissesOfCode {

  private static final String XML = "<a x='1'><b>text</b></a>";

  static final List<Object> KEPT = new ArrayList<>();

  private NearMissesOfCode() {}

  private enum Colour {
    RED {
      @Override
      String code() {
        return "r";
      }
    },
    GREEN;

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Retention(RetentionPolicy.RUNTIME)
  private @interface Marked {
    String value() default "mark";
  }

  /** A bean. */
  @Marked
  public static final class Bean implements Serializable {
    private static final long serialVersionUID = 1;
    private int number = 17;

    /** The number. */
    public int getNumber() {
      return number;
    }

    /** Sets it. */
    public void setNumber(int number) {
      this.number = number;
    }
  }

  private record Point(int x, String name) {}

  /** All of them. */
  public static List<Pair> all() {
    return List.of(
        pair("lambdas and streams", NearMissesOfCode::lambdas, () -> KEPT.add(capture(KEPT))),
        pair("enum", NearMissesOfCode::enums, () -> KEPT.add(Colour.values())),
        pair("record", NearMissesOfCode::records, () -> KEPT.add(new Point(1, "one"))),
        pair("reflection", NearMissesOfCode::reflection, () -> KEPT.add(method())),
        pair("proxy", NearMissesOfCode::proxies, () -> KEPT.add(proxy())),
        pair("method handle", NearMissesOfCode::handles, () -> KEPT.add(length().bindTo("bound"))),
        pair("beans", NearMissesOfCode::beans, () -> KEPT.add(new Bean())),
        pair("serialization", NearMissesOfCode::serialization, () -> KEPT.add(serialized())),
        pair("service loader", NearMissesOfCode::services, () -> KEPT.add(providers())),
        pair("security", NearMissesOfCode::security, () -> KEPT.add(new SecureRandom())),
        pair("cipher", NearMissesOfCode::ciphers, () -> KEPT.add(Cipher.getInstance("AES"))),
        pair("XML document", NearMissesOfCode::xmlDocument, () -> KEPT.add(document())),
        pair("XML events", NearMissesOfCode::xmlEvents, () -> KEPT.add(new DefaultHandler())),
        pair(
            "XML transformer", NearMissesOfCode::xmlTransformer, () -> KEPT.add(XML.toCharArray())),
        pair("zip", NearMissesOfCode::zip, () -> KEPT.add(new CRC32())),
        pair("files", NearMissesOfCode::files, () -> KEPT.add(Path.of("kept"))),
        pair("network", NearMissesOfCode::network, () -> KEPT.add(URI.create("a:b"))),
        pair("exception", NearMissesOfCode::exceptions, () -> KEPT.add(new Exception("kept"))));
  }

  private static Pair pair(String name, ThrowingRunnable nearMiss, ThrowingRunnable leak) {
    return new Pair(name, nearMiss, leak, NearMissesOfCode.class.getName() + ".KEPT", KEPT::clear);
  }

  private static Supplier<Object> capture(Object value) {
    return () -> value;
  }

  private static void lambdas() {
    Function<String, Integer> length = String::length;
    Supplier<List<String>> make = ArrayList::new;
    make.get().add("a" + length.apply("b") + 1.5 + 'c');
    Pair.use(
        Stream.of("x", "yy", "zzz")
            .collect(Collectors.groupingBy(length, Collectors.joining(","))));
    Pair.use(capture("once").get());
  }

  private static void enums() {
    EnumMap<Colour, String> codes = new EnumMap<>(Colour.class);
    for (Colour colour : Colour.values()) {
      codes.put(Colour.valueOf(colour.name()), colour.code());
    }
    switch (Colour.GREEN) {
      case RED -> throw new IllegalStateException();
      case GREEN -> Pair.use(codes.get(Colour.RED));
    }
  }

  private static void records() {
    Pair.use(new Point(2, "two").toString());
    Pair.use(new Point(2, "two").equals(new Point(3, "three")));
    Pair.use(new Point(4, "four").hashCode());
  }

  private static Method method() throws Exception {
    return Bean.class.getMethod("getNumber");
  }

  private static void reflection() throws Exception {
    Bean bean = Bean.class.getConstructor().newInstance();
    for (int i = 0; i < 20; i++) {
      Pair.use(method().invoke(bean));
    }
    Pair.use(Bean.class.getDeclaredField("number").getGenericType());
    Pair.use(Bean.class.getAnnotation(Marked.class).value());
    Pair.use(NearMissesOfCode.class.getDeclaredMethods());
    Pair.use(NearMissesOfCode.class.getDeclaredField("KEPT").getGenericType().getTypeName());
  }

  private static Object proxy() {
    InvocationHandler handler = (self, method, arguments) -> "proxied";
    return Proxy.newProxyInstance(
        NearMissesOfCode.class.getClassLoader(), new Class<?>[] {Supplier.class}, handler);
  }

  private static void proxies() {
    Pair.use(((Supplier<?>) proxy()).get());
  }

  private static MethodHandle length() throws Exception {
    return MethodHandles.lookup()
        .findVirtual(String.class, "length", MethodType.methodType(int.class));
  }

  private static void handles() throws Exception {
    Pair.use(MethodHandles.filterReturnValue(MethodHandles.identity(String.class), length()));
    Pair.use(MethodHandles.dropArguments(length(), 0, long.class).type().wrap().toString());
    VarHandle number = MethodHandles.arrayElementVarHandle(int[].class);
    Pair.use(number.toString());
  }

  private static void beans() throws Exception {
    Pair.use(Introspector.getBeanInfo(Bean.class).getPropertyDescriptors());
  }

  private static byte[] serialized() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Bean());
      out.writeObject(List.of(1, "two"));
    }
    return bytes.toByteArray();
  }

  private static void serialization() throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(serialized()))) {
      Pair.use(in.readObject());
      Pair.use(in.readObject());
    }
  }

  private static List<FileSystemProvider> providers() {
    return ServiceLoader.load(FileSystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static void services() {
    providers().forEach(FileSystemProvider::getScheme);
  }

  private static void security() throws Exception {
    for (String name : List.of("SHA-256", "MD5", "SHA3-256")) {
      Pair.use(MessageDigest.getInstance(name).digest("text".getBytes(StandardCharsets.UTF_8)));
    }
    Pair.use(new SecureRandom().nextInt());
    Pair.use(UUID.randomUUID().toString());
    Pair.use(UUID.nameUUIDFromBytes(new byte[4]).toString());
    Pair.use(KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded());
  }

  private static void ciphers() throws Exception {
    Pair.use(KeyGenerator.getInstance("AES").generateKey());
    SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    Pair.use(cipher.doFinal(new byte[20]));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key);
    Pair.use(mac.doFinal(new byte[3]));
  }

  private static org.w3c.dom.Document document() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(XML)));
  }

  private static void xmlDocument() throws Exception {
    Pair.use(XPathFactory.newInstance().newXPath().evaluate("/a/b", document()));
  }

  private static void xmlEvents() throws Exception {
    SAXParserFactory.newInstance()
        .newSAXParser()
        .parse(new InputSource(new StringReader(XML)), new DefaultHandler());
    var reader = XMLInputFactory.newInstance().createXMLStreamReader(new StringReader(XML));
    while (reader.hasNext()) {
      Pair.use(reader.next());
    }
    reader.close();
  }

  private static void xmlTransformer() throws Exception {
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(new StreamSource(new StringReader(XML)), new StreamResult(new StringWriter()));
  }

  private static void zip() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(new byte[1_000]);
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Pair.use(in.readAllBytes());
    }
  }

  private static void files() throws Exception {
    Path folder = Files.createTempDirectory("near-misses");
    Path file = Files.writeString(folder.resolve("file.txt"), "one\ntwo\n");
    try (Stream<Path> all = Files.walk(folder);
        FileChannel channel = FileChannel.open(file)) {
      Pair.use(all.count());
      Pair.use(channel.read(java.nio.ByteBuffer.allocate(4)));
    }
    Pair.use(Files.readAllLines(file));
    Pair.use(Files.getLastModifiedTime(file).toString());
    Files.delete(file);
    Files.delete(folder);
  }

  @SuppressWarnings("AddressSelection") // is what is looked up
  private static void network() throws Exception {
    Pair.use(InetAddress.getByName("localhost").isLoopbackAddress());
    Pair.use(InetAddress.getByName("127.0.0.1").getHostAddress());
    Pair.use(URI.create("http://127.0.0.1:1/path?query").toURL().openConnection().getDate());
    try (var server = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new java.net.Socket(server.getInetAddress(), server.getLocalPort());
        var other = server.accept()) {
      client.getOutputStream().write(1);
      Pair.use(other.getInputStream().read());
    }
  }

  private static void exceptions() {
    try {
      Pair.use(List.of(1).get(2));
    } catch (IndexOutOfBoundsException e) {
      e.printStackTrace(new java.io.PrintWriter(new StringWriter()));
      Pair.use(e.getStackTrace());
    }
    Pair.use(StackWalker.getInstance().walk(frames -> frames.limit(2).count()));
  }
}
