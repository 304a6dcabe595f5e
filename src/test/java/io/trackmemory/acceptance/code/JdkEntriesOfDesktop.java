package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Toolkit;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.beans.Introspector;
import java.beans.PropertyEditorManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.print.DocFlavor;
import javax.sound.midi.MidiSystem;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.text.DefaultStyledDocument;
import javax.swing.text.html.HTMLEditorKit;
import javax.xml.catalog.CatalogFeatures;
import javax.xml.catalog.CatalogManager;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** Entries of the JDK of XML and the desktop. */
final class JdkEntriesOfDesktop {

  private static final String XML =
      "<a xmlns:n='urn:n'><b n:c='1'>text &amp; more</b><!-- c --></a>";

  private JdkEntriesOfDesktop() {}

  static List<JdkEntry> all() {
    List<JdkEntry> all = new ArrayList<>();
    xml(all);
    desktop(all);
    return all;
  }

  private static void add(List<JdkEntry> all, String name, ThrowingRunnable use) {
    all.add(new JdkEntry(name, use));
  }

  private static void xml(List<JdkEntry> all) {
    add(
        all,
        "DOM",
        () -> {
          DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
          factory.setNamespaceAware(true);
          var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(XML)));
          Pair.use(
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate("count(//b[contains(., 'text')])", document));
          var output =
              (org.w3c.dom.ls.DOMImplementationLS)
                  document.getImplementation().getFeature("LS", "3.0");
          Pair.use(output.createLSSerializer().writeToString(document));
        });
    add(
        all,
        "SAX",
        () ->
            SAXParserFactory.newInstance()
                .newSAXParser()
                .parse(new InputSource(new StringReader(XML)), new DefaultHandler()));
    add(
        all,
        "StAX",
        () -> {
          var reader = XMLInputFactory.newInstance().createXMLEventReader(new StringReader(XML));
          while (reader.hasNext()) {
            Pair.use(reader.nextEvent());
          }
          XMLStreamWriter writer =
              XMLOutputFactory.newInstance().createXMLStreamWriter(new StringWriter());
          writer.writeStartElement("a");
          writer.writeEndDocument();
          writer.close();
        });
    add(
        all,
        "XSLT",
        () -> {
          String sheet =
              "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:template match='/'><o><xsl:for-each select='//b'><xsl:sort/><xsl:number/><xsl:value-of select='translate(., \"t\", \"T\")'/></xsl:for-each></o></xsl:template></xsl:stylesheet>";
          StringWriter out = new StringWriter();
          TransformerFactory.newInstance()
              .newTransformer(new StreamSource(new StringReader(sheet)))
              .transform(new StreamSource(new StringReader(XML)), new StreamResult(out));
          TransformerFactory.newInstance()
              .newTransformer()
              .transform(
                  new DOMSource(
                      DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument()),
                  new StreamResult(out));
        });
    add(
        all,
        "schema",
        () -> {
          String schema =
              "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a'><xs:complexType><xs:sequence><xs:element name='b' type='xs:date' maxOccurs='5'/></xs:sequence></xs:complexType></xs:element></xs:schema>";
          SchemaFactory.newDefaultInstance()
              .newSchema(new StreamSource(new StringReader(schema)))
              .newValidator()
              .validate(new StreamSource(new StringReader("<a><b>2026-01-01</b></a>")));
        });
    add(
        all,
        "data types",
        () ->
            Pair.use(
                DatatypeFactory.newInstance()
                    .newXMLGregorianCalendar("2026-01-01T00:00:00Z")
                    .toGregorianCalendar()
                    .getTimeInMillis()));
    add(
        all,
        "catalog",
        () -> Pair.use(CatalogManager.catalogResolver(CatalogFeatures.defaults()).toString()));
  }

  private static void desktop(List<JdkEntry> all) {
    add(
        all,
        "beans",
        () -> {
          Pair.use(
              Introspector.getBeanInfo(NearMissesOfReferences.Page.class).getPropertyDescriptors());
          Pair.use(PropertyEditorManager.findEditor(int.class));
          Introspector.flushCaches();
        });
    add(
        all,
        "ImageIO",
        () -> {
          for (String format : List.of("png", "jpg", "gif", "bmp")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Pair.use(
                ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), format, bytes));
            Pair.use(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
          }
          Pair.use(ImageIO.getReaderFormatNames());
        });
    add(
        all,
        "Java2D",
        () -> {
          BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
          Graphics2D graphics = image.createGraphics();
          graphics.setColor(Color.RED);
          graphics.rotate(0.3);
          graphics.fillOval(1, 1, 10, 10);
          graphics.dispose();
          Pair.use(
              new AffineTransformOp(
                      AffineTransform.getScaleInstance(2, 2), AffineTransformOp.TYPE_BILINEAR)
                  .filter(image, null));
        });
    add(
        all,
        "fonts",
        () -> {
          BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
          Graphics2D graphics = image.createGraphics();
          try {
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 8));
            graphics.drawString("text", 1, 10);
            Pair.use(graphics.getFontMetrics().stringWidth("text"));
          } catch (LinkageError | RuntimeException e) {
            Pair.use(e.getMessage()); // no fonts here
          }
          graphics.dispose();
        });
    add(
        all,
        "toolkit",
        () -> {
          Pair.use(GraphicsEnvironment.isHeadless());
          Pair.use(Toolkit.getDefaultToolkit().getClass());
          java.awt.EventQueue.invokeAndWait(() -> {});
        });
    add(
        all,
        "swing",
        () -> {
          JPanel panel = new JPanel();
          panel.add(new javax.swing.JLabel("x"));
          panel.doLayout();
          SwingUtilities.invokeAndWait(() -> {});
          new DefaultStyledDocument().insertString(0, "x", null);
          Pair.use(new HTMLEditorKit().createDefaultDocument());
        });
    add(
        all,
        "sound",
        () -> {
          AudioFormat format = new AudioFormat(8_000, 8, 1, true, false);
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          Pair.use(
              AudioSystem.write(
                  new AudioInputStream(new ByteArrayInputStream(new byte[10]), format, 10),
                  javax.sound.sampled.AudioFileFormat.Type.WAVE,
                  bytes));
          Pair.use(
              AudioSystem.getAudioInputStream(new ByteArrayInputStream(bytes.toByteArray()))
                  .getFormat());
          Pair.use(AudioSystem.getMixerInfo().length + MidiSystem.getMidiDeviceInfo().length);
        });
    add(
        all,
        "print",
        () ->
            Pair.use(
                javax.print.PrintServiceLookup.lookupPrintServices(DocFlavor.INPUT_STREAM.PNG, null)
                    .length));
  }
}
