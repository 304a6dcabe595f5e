package io.trackmemory.examples;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Snippets compiled at once, against the class path of the tests.
 *
 * @param classes their class files by binary name
 * @param errors what the compiler says: document, line and reason
 */
record SnippetCompiler(Map<String, ByteArrayOutputStream> classes, List<String> errors) {

  /* What the documents speak of and do not show. */
  private static final String NAMES =
      "import com.fasterxml.jackson.databind.JsonNode;"
          + " import static io.trackmemory.examples.DocumentedNames.*; ";

  static SnippetCompiler of(List<Snippet> snippets) {
    String imports =
        snippets.stream()
            .filter(Snippet::isOfImportsOnly)
            .map(Snippet::imports)
            .collect(Collectors.joining(" ", NAMES, ""));
    List<SimpleJavaFileObject> sources =
        snippets.stream()
            .filter(each -> !each.isOfImportsOnly())
            .map(each -> each.source(imports))
            .toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    InMemory files = new InMemory(compiler.getStandardFileManager(said, null, null));
    compiler
        .getTask(null, files, said, List.of("-proc:none", "-parameters", "-g"), null, sources)
        .call();
    return new SnippetCompiler(
        files.classes,
        said.getDiagnostics().stream()
            .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
            .map(SnippetCompiler::told)
            .toList());
  }

  private static String told(Diagnostic<? extends JavaFileObject> error) {
    JavaFileObject source = error.getSource();
    return source == null
        ? error.toString()
        : source.getName().substring(1)
            + ":"
            + error.getLineNumber()
            + ": "
            + error.getMessage(null);
  }

  /** The classes, in this package: what the documents name in it is not public. */
  Stream<Class<?>> load() {
    return classes.values().stream().map(SnippetCompiler::define);
  }

  private static Class<?> define(ByteArrayOutputStream classFile) {
    try {
      return MethodHandles.lookup().defineClass(classFile.toByteArray());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the snippet is in another package", e);
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

    final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

    InMemory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(className, name -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
