package io.trackmemory.tracker.firstuse;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;

/** Reflection, annotations, proxies, service loaders. */
final class ReflectionCalls {

  private ReflectionCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("Class.getMethods")) {
      return Subject.class.getMethods().length;
    }
    if (calls.is("Class.getDeclaredFields")) {
      return Subject.class.getDeclaredFields();
    }
    if (calls.is("Class.getSimpleName")) {
      return Subject.class.getSimpleName();
    }
    if (calls.is("Class.getCanonicalName and getPackageName")) {
      return Subject.class.getCanonicalName() + Subject.class.getPackageName();
    }
    if (calls.is("Class.getGenericSuperclass")) {
      return Subject.class.getGenericSuperclass().toString();
    }
    if (calls.is("Class.getRecordComponents")) {
      return Pair.class.getRecordComponents();
    }
    if (calls.is("Class.getEnumConstants")) {
      return Kind.class.getEnumConstants();
    }
    if (calls.is("Class.getResource")) {
      return Subject.class.getResource("Calls.class").getPath().length();
    }
    if (calls.is("Class.getResourceAsStream")) {
      return read();
    }
    if (calls.is("Class.getAnnotation")) {
      return Subject.class.getAnnotation(Marked.class).value();
    }
    if (calls.is("Annotation toString")) {
      return Subject.class.getAnnotation(Marked.class).toString();
    }
    if (calls.is("Annotation equals and hashCode")) {
      return Subject.class.getAnnotation(Marked.class).hashCode() + 1;
    }
    if (calls.is("Method.getAnnotations")) {
      return Subject.class.getMethod("get").getAnnotations();
    }
    if (calls.is("Method.getParameters")) {
      return Subject.class.getMethod("set", String.class).getParameters();
    }
    if (calls.is("Method.toGenericString")) {
      return Subject.class.getMethod("all").toGenericString();
    }
    if (calls.is("Method.invoke, looked up once")) {
      return Members.GET.invoke(Members.SUBJECT);
    }
    if (calls.is("Method.invoke, looked up each time")) {
      return Subject.class.getMethod("get").invoke(Members.SUBJECT);
    }
    if (calls.is("Method.invoke, throwing")) {
      return thrown();
    }
    if (calls.is("Constructor.newInstance, looked up once")) {
      return Members.NEW.newInstance("x");
    }
    if (calls.is("Constructor.newInstance, looked up each time")) {
      return Subject.class.getConstructor(String.class).newInstance("x");
    }
    if (calls.is("Field.get, looked up once")) {
      return Members.NAME.get(Members.SUBJECT);
    }
    if (calls.is("Field.set, looked up each time")) {
      return set();
    }
    if (calls.is("Proxy")) {
      return proxy();
    }
    if (calls.is("Proxy with a default method")) {
      return proxyDefault();
    }
    if (calls.is("ServiceLoader")) {
      return ServiceLoader.load(FileSystemProvider.class).stream().count();
    }
    if (calls.is("StackWalker")) {
      return StackWalker.getInstance()
          .walk(frames -> frames.limit(2).map(StackWalker.StackFrame::getMethodName).toList());
    }
    return calls.none();
  }

  @Retention(RetentionPolicy.RUNTIME)
  @interface Marked {
    String value() default "x";

    int[] numbers() default {1, 2};

    Class<?> type() default Object.class;
  }

  enum Kind {
    A,
    B
  }

  record Pair(String left, List<String> right) {}

  /** Read by reflection. */
  @Marked("y")
  public static final class Subject extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    String name;
    int number = 1000;

    public Subject(String name) {
      this.name = name;
    }

    @Marked
    public String get() {
      return name;
    }

    public void set(String name) {
      this.name = name;
    }

    public static int twice(int number) {
      return number * 2;
    }

    public <T extends Comparable<T>> List<? super T> all() {
      return new ArrayList<>();
    }

    public void fail() {
      throw new IllegalStateException(name);
    }
  }

  static final class Members {
    static final Subject SUBJECT = new Subject("x");
    static final Method GET = method("get");
    static final Method FAIL = method("fail");
    static final Method TWICE = method("twice", int.class);
    static final Field NAME = field("name");
    static final Field NUMBER = field("number");
    static final Constructor<Subject> NEW = constructor();

    private static Method method(String name, Class<?>... parameters) {
      try {
        return Subject.class.getMethod(name, parameters);
      } catch (NoSuchMethodException e) {
        throw new AssertionError(e);
      }
    }

    private static Field field(String name) {
      try {
        return Subject.class.getDeclaredField(name);
      } catch (NoSuchFieldException e) {
        throw new AssertionError(e);
      }
    }

    private static Constructor<Subject> constructor() {
      try {
        return Subject.class.getConstructor(String.class);
      } catch (NoSuchMethodException e) {
        throw new AssertionError(e);
      }
    }
  }

  interface Greeter {
    String greet(String name);

    default String twice(String name) {
      return greet(name);
    }
  }

  private static Object read() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Subject.class.getResourceAsStream("Calls.class"))) {
      return in.read();
    }
  }

  private static Object thrown() throws IllegalAccessException {
    try {
      return Members.FAIL.invoke(Members.SUBJECT);
    } catch (InvocationTargetException e) {
      return e;
    }
  }

  private static Object set() throws ReflectiveOperationException {
    Field field = Subject.class.getDeclaredField("name");
    field.set(Members.SUBJECT, "x");
    return field;
  }

  private static Object proxy() {
    Greeter greeter =
        (Greeter)
            Proxy.newProxyInstance(
                Greeter.class.getClassLoader(),
                new Class<?>[] {Greeter.class},
                (proxy, method, arguments) -> arguments[0]);
    return greeter.greet("x");
  }

  private static Object proxyDefault() {
    Greeter greeter =
        (Greeter)
            Proxy.newProxyInstance(
                Greeter.class.getClassLoader(),
                new Class<?>[] {Greeter.class},
                (proxy, method, arguments) ->
                    method.isDefault()
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : arguments[0]);
    return greeter.twice("x");
  }
}
