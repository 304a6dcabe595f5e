package io.trackmemory.tracker.firstuse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** Serialisation, compression, XML, properties, logging. */
final class DataCalls {

  private DataCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("ObjectOutputStream, string")) {
      return written("x");
    }
    if (calls.is("serialise a list")) {
      return read(written(new ArrayList<>(List.of("a", "b"))));
    }
    if (calls.is("serialise an object")) {
      return read(written(new Item("a", 1, List.of("x"))));
    }
    if (calls.is("serialise a record")) {
      return read(written(new Pair("a", 1)));
    }
    if (calls.is("serialise an enum")) {
      return read(written(Level2.LOW));
    }
    if (calls.is("serialise a map")) {
      return read(written(new HashMap<>(Map.of("a", 1))));
    }
    if (calls.is("serialise an exception")) {
      return read(written(new IllegalStateException("x")));
    }
    if (calls.is("serialise a lambda")) {
      return read(written((Supplier<String> & Serializable) () -> "x"));
    }
    if (calls.is("serialise with writeObject")) {
      return read(written(new Custom(5)));
    }
    if (calls.is("Deflater")) {
      return deflated();
    }
    if (calls.is("GZIP")) {
      return gzip();
    }
    if (calls.is("ZIP")) {
      return zip();
    }
    if (calls.is("Properties.load")) {
      return loaded();
    }
    if (calls.is("Properties.store")) {
      return stored();
    }
    if (calls.is("XML, DOM")) {
      return dom();
    }
    if (calls.is("XML, SAX")) {
      return sax();
    }
    if (calls.is("XML, StAX")) {
      return stax();
    }
    if (calls.is("XML, transformed")) {
      return transformed();
    }
    if (calls.is("Logger.getLogger")) {
      return Logger.getLogger("io.trackmemory.calls");
    }
    if (calls.is("Logger, below its level")) {
      return logged(Level.FINE);
    }
    if (calls.is("Logger, with a handler")) {
      return handled();
    }
    if (calls.is("System.getLogger")) {
      return System.getLogger("io.trackmemory.calls").isLoggable(System.Logger.Level.DEBUG);
    }
    if (calls.is("SimpleFormatter")) {
      return new SimpleFormatter().format(new LogRecord(Level.INFO, "x"));
    }
    return calls.none();
  }

  enum Level2 {
    LOW
  }

  record Pair(String name, int value) implements Serializable {}

  static final class Item implements Serializable {
    private static final long serialVersionUID = 1;
    final String name;
    final int value;
    final List<String> more;

    Item(String name, int value, List<String> more) {
      this.name = name;
      this.value = value;
      this.more = more;
    }
  }

  static final class Custom implements Serializable {
    private static final long serialVersionUID = 1;
    private transient int value;

    Custom(int value) {
      this.value = value;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeInt(value);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      value = in.readInt();
    }
  }

  private static byte[] written(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }

  private static Object deflated() throws DataFormatException {
    Deflater deflater = new Deflater();
    deflater.setInput(new byte[100]);
    deflater.finish();
    byte[] packed = new byte[100];
    int length = deflater.deflate(packed);
    deflater.end();
    Inflater inflater = new Inflater();
    inflater.setInput(packed, 0, length);
    int unpacked = inflater.inflate(new byte[100]);
    inflater.end();
    return unpacked;
  }

  private static Object gzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(new byte[100]);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readAllBytes();
    }
  }

  private static Object zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("a");
      entry.setTime(1_000_000_000_000L);
      out.putNextEntry(entry);
      out.write(new byte[100]);
    }
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return String.valueOf(in.getNextEntry());
    }
  }

  private static Object loaded() throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader("a=b\nc=d"));
    return properties;
  }

  private static Object stored() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("a", "b");
    StringWriter text = new StringWriter();
    properties.store(text, "x");
    return properties;
  }

  private static final String XML = "<a x='1'><b>text</b></a>";

  private static Object dom() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(XML)))
        .getDocumentElement()
        .getTagName();
  }

  private static Object sax() throws Exception {
    DefaultHandler handler = new DefaultHandler();
    SAXParserFactory.newInstance()
        .newSAXParser()
        .parse(new InputSource(new StringReader(XML)), handler);
    return handler;
  }

  private static Object stax() throws Exception {
    XMLStreamReader reader =
        XMLInputFactory.newInstance().createXMLStreamReader(new StringReader(XML));
    int events = 0;
    while (reader.hasNext()) {
      events += reader.next();
    }
    return events;
  }

  private static Object transformed() throws Exception {
    StringWriter text = new StringWriter();
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(new StreamSource(new StringReader(XML)), new StreamResult(text));
    return text;
  }

  private static Object logged(Level level) {
    Logger logger = Logger.getLogger("io.trackmemory.calls");
    logger.log(level, "x {0}", "y");
    return logger;
  }

  private static Object handled() {
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.addHandler(new StreamHandler(new ByteArrayOutputStream(), new SimpleFormatter()));
    logger.info("x");
    return logger;
  }
}
