package dev.prose.server;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium, without a screen, on the server's page. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;
  private final String address;

  Browser(int port) {
    this.address = "http://127.0.0.1:" + port + "/";
    ChromeOptions options = new ChromeOptions();
    options.setBinary(
        program("chromium", "chromium-browser", "google-chrome").orElseThrow().toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-dev-shm-usage",
        "--lang=en");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    this.driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").orElseThrow().toFile())
                .build(),
            options);
  }

  /** Why there is none, if so. */
  static Optional<String> missing() {
    return program("chromium", "chromium-browser", "google-chrome").isEmpty()
            || program("chromedriver").isEmpty()
        ? Optional.of(
            "the page is not tested: there is no Chromium. Debian has it: apt-get install chromium chromium-driver")
        : Optional.empty();
  }

  private static Optional<Path> program(String... names) {
    List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(":"));
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void open(String part) {
    driver.get("about:blank");
    driver.get(address + "#" + part);
  }

  /**
   * The screen's width and height, in CSS pixels, and whether it is dark. Movement is not wanted,
   * so that all is there at once.
   */
  void screen(int width, int height, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  String text(String css) {
    return find(css).getText();
  }

  /** Waits until something holds. */
  <T> void await(String what, Function<WebDriver, T> condition) {
    new WebDriverWait(driver, PATIENCE).withMessage(what).until(condition);
  }

  /** Presses keys, wherever the focus is. */
  void press(CharSequence... keys) {
    for (CharSequence each : keys) {
      driver.switchTo().activeElement().sendKeys(each);
    }
  }

  /** The id of what has the focus. */
  String focused() {
    return String.valueOf(script("return document.activeElement.id"));
  }

  void fill(String css, String text) {
    WebElement field = find(css);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
        field,
        text);
  }

  void choose(String css, String value) {
    script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}))",
        find(css),
        value);
  }

  @Nullable Object script(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** Keeps what is seen, for a person to look at. */
  void screenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What axe finds wrong. */
  List<String> violations() {
    return new AxeBuilder()
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"))
            .analyze(driver)
            .getViolations()
            .stream()
            .map(Browser::described)
            .toList();
  }

  private static String described(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getNodes().stream()
            .map(node -> node.getTarget() + " " + node.getHtml())
            .limit(3)
            .toList();
  }

  /** What the console has of errors, and of rules that were broken. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /** The addresses of all that was loaded since the page was opened. */
  List<String> loaded() {
    Object names =
        script("return performance.getEntriesByType('resource').map(entry => entry.name)");
    return ((List<?>) Objects.requireNonNull(names)).stream().map(String::valueOf).toList();
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
