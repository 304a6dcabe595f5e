package io.trackmemory.leaks;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles programs, each with the version of its library that it then runs with. */
final class Programs {

  private Programs() {}

  /** Compiles one and returns the folder of its classes. */
  static Path compile(LeakCase leakCase, List<Path> classPath, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException(
          "a JDK must run this, no compiler in " + System.getProperty("java.home"));
    }
    Files.createDirectories(classes);
    List<String> options =
        new ArrayList<>(List.of("--release", "17", "-proc:none", "-nowarn", "-g"));
    options.addAll(List.of("-d", classes.toString(), "-classpath", joined(classPath)));
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  output, files, null, options, null, files.getJavaFileObjects(leakCase.source()))
              .call();
      if (!compiled) {
        throw new IOException(leakCase.source() + " must compile:\n" + output);
      }
    }
    return classes;
  }

  static String joined(List<Path> classPath) {
    return String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
  }
}
