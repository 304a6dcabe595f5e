import io.trackmemory.tracker.ThrowingRunnable;
import java.io.IOException;
import java.io.StringReader;
import org.apache.lucene.analysis.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.RAMDirectory;

/** Adds a document whose text comes from a reader, and commits. */
public final class LuceneWriterReader implements ThrowingRunnable {

  private static final class Text extends StringReader {
    Text(String text) {
      super(text);
    }
  }

  private final IndexWriter writer;

  public LuceneWriterReader() throws IOException {
    writer =
        new IndexWriter(
            new RAMDirectory(),
            new WhitespaceAnalyzer(),
            true,
            IndexWriter.MaxFieldLength.UNLIMITED);
  }

  @Override
  public void run() throws IOException {
    Document document = new Document();
    document.add(new Field("text", new Text("one two three")));
    writer.addDocument(document);
    writer.commit();
  }
}
