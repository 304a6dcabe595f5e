package io.trackmemory.acceptance;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.ruiyun.jvppeteer.api.core.CDPSession;
import com.ruiyun.jvppeteer.api.core.Page;
import com.ruiyun.jvppeteer.api.core.Request;
import com.ruiyun.jvppeteer.api.events.PageEvents;
import com.ruiyun.jvppeteer.cdp.entities.ConsoleMessage;
import com.ruiyun.jvppeteer.cdp.entities.MediaFeature;
import com.ruiyun.jvppeteer.cdp.entities.ScreenshotOptions;
import com.ruiyun.jvppeteer.cdp.entities.Viewport;
import io.trackmemory.acceptance.Chromium.Look;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A page of ours in a tab of a browser: what it said and asked for, what the questions of {@code
 * pages.js} say of it, and keys that a reader presses. For one thread; {@link #close} closes the
 * tab.
 */
final class ShownPage implements AutoCloseable {

  private static final String QUESTIONS = questions();
  private static final String LAST_WORD = "that was all";
  private static final int TRIES = 500;

  private final Page page;
  private final CDPSession session;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> askedFor = new CopyOnWriteArrayList<>();

  private ShownPage(Page page) {
    this.page = page;
    this.session = page.createCDPSession();
  }

  static ShownPage of(Page page, Path file, Look look) throws Exception {
    ShownPage shown = new ShownPage(page);
    shown.listen();
    page.setViewport(new Viewport(look.width(), look.height()));
    page.emulateMediaFeatures(
        List.of(
            new MediaFeature("prefers-color-scheme", look.dark() ? "dark" : "light"),
            new MediaFeature("prefers-reduced-motion", "reduce")));
    page.setJavaScriptEnabled(look.script());
    page.goTo(file.toUri().toString());
    return shown;
  }

  private void listen() {
    page.on(PageEvents.Console, (Consumer<ConsoleMessage>) message -> said.add(message.text()));
    page.on(PageEvents.PageError, (Consumer<Object>) error -> said.add(error.toString()));
    page.on(PageEvents.Request, (Consumer<Request>) request -> askedFor.add(request.url()));
  }

  /** What stands in the console, violations of the page's policy among it. */
  List<String> said() throws InterruptedException {
    javascript("console.log('" + LAST_WORD + "')");
    for (int i = 0; !said.contains(LAST_WORD); i++) {
      waitABit(i, "the console");
    }
    List<String> all = new ArrayList<>(said);
    all.removeIf(LAST_WORD::equals);
    return all;
  }

  /** What it loaded, itself first. */
  List<String> askedFor() {
    return List.copyOf(askedFor);
  }

  /** What an expression is. */
  JsonNode javascript(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "userGesture", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  private JsonNode send(String command, Map<String, Object> parameters) {
    return session.send(command, new HashMap<>(parameters)); // takes out what is null
  }

  /** The answer to one question of {@code pages.js}. */
  JsonNode ask(String question) {
    return javascript("(" + QUESTIONS + ")." + question);
  }

  /** The answer to one question of {@code pages.js}, each item a text. */
  List<String> list(String question) {
    List<String> items = new ArrayList<>();
    ask(question).forEach(item -> items.add(item.asText()));
    return items;
  }

  boolean is(String expression) {
    return javascript("!!(" + expression + ")").asBoolean();
  }

  /** Waits until it is; what goes on in the browser is told to nobody. */
  void awaitThat(String expression) throws InterruptedException {
    for (int i = 0; !is(expression); i++) {
      waitABit(i, expression);
    }
  }

  private static void waitABit(int tries, String what) throws InterruptedException {
    if (tries > TRIES) {
      throw new AssertionError("waited in vain for " + what);
    }
    Thread.sleep(20);
  }

  /** Presses a key: {@code Enter}, {@code Tab}, {@code /}. */
  void press(String key) throws Exception {
    page.keyboard().press(key);
  }

  void type(String text) {
    send("Input.insertText", Map.of("text", text));
  }

  /** What the keys for it do. */
  void paste() {
    send(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyDown", "key", "v", "code", "KeyV", "commands", List.of("paste")));
  }

  /** What a click of a mouse does to what a selector finds first. */
  void click(String selector) {
    javascript("document.querySelector('" + selector + "').click()");
  }

  /** Writes a picture of all of it to the folder that {@code pages.pictures} names, if it does. */
  void picture(String name) throws Exception {
    String folder = System.getProperty("pages.pictures");
    if (folder != null) {
      Path file = Files.createDirectories(Path.of(folder)).resolve(name + ".png");
      ScreenshotOptions options = new ScreenshotOptions(file.toString());
      options.setFullPage(true);
      page.screenshot(options);
    }
  }

  private static String questions() {
    try (InputStream in = ShownPage.class.getResourceAsStream("pages.js")) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    page.close();
  }
}
