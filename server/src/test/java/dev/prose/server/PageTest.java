package dev.prose.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.prose.corpora.Corpora;
import dev.prose.text.Corpus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.jr.ob.JSON;

/** The page as a person uses it; screenshots of all its parts go to target/screenshots. */
class PageTest {
  private static RunningServer running;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Optional<String> missing = Browser.missing();
    if (missing.isPresent()) {
      assertThat(System.getenv("PROSE_BROWSER")).as(missing.get()).isNotEqualTo("required");
      System.err.println(missing.get());
      abort(missing.get());
    }
    Corpus plays = Corpora.installed().require("plays").load();
    running = new RunningServer(plays, ProseServer.Limits.DEFAULT);
    browser = new Browser(running.server().port());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
      running.close();
    }
  }

  @BeforeEach
  void look() {
    browser.screen(1600, 1000, false);
  }

  @AfterEach
  void nothingIsLoadedFromElsewhereAndNothingIsComplainedAbout() {
    assertThat(browser.loaded())
        .allMatch(each -> each.startsWith(browser.address()) || each.startsWith("data:"));
    assertThat(browser.complaints()).isEmpty();
  }

  private static List<WebElement> written() {
    return browser.all("#write-text .token");
  }

  private static void openWritten() {
    browser.open("write");
    browser.await("a first text", driver -> browser.text("#write-status").startsWith("Written"));
  }

  @Test
  void theFirstScreenHasATextThatWasWritten() {
    openWritten();
    assertThat(browser.text("#write-text")).startsWith("ROMEO:").hasSizeGreaterThan(150);
    assertThat(browser.text("#write-speed")).contains("tokens");
    assertThat(written().size()).isGreaterThan(100);
  }

  @Test
  void anotherTokenIsChosenByKeyboardAndTheTextGoesOnFromThere() {
    openWritten();
    String before = browser.text("#write-text");
    browser.find("#write-text").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(browser.text("#write-inspect")).contains("%");
    browser.press(Keys.ENTER, Keys.ARROW_DOWN, Keys.ENTER);
    browser.await("a branch", driver -> browser.all("#write-branches > li").size() == 2);
    browser.await("its end", driver -> browser.text("#write-status").startsWith("Written"));
    assertThat(browser.text("#write-text")).isNotEqualTo(before);
    browser.find("#write-branches > li button").click();
    browser.await("the first again", driver -> browser.text("#write-text").equals(before));
  }

  @Test
  void theSameSeedWritesTheSame() {
    openWritten();
    browser.find("#write-again").click();
    browser.await(
        "the same text", driver -> browser.text("#write-status").contains("the same text"));
  }

  @Test
  void writingIsStopped() {
    openWritten();
    browser.fill("#write-length", "5000");
    // From within the page: all of it may be written before a driver's next command comes.
    browser.script(
        "document.getElementById('write-start').click();"
            + "setTimeout(() => document.getElementById('write-stop').click(), 50)");
    browser.await("its end", driver -> browser.text("#write-status").startsWith("Stopped"));
    assertThat(written().size()).isLessThan(5000);
  }

  @Test
  void theDistributionFollowsTheSliders() {
    browser.open("next");
    browser.await("bars", driver -> browser.all("#next-first-bars > li").size() > 10);
    String before = browser.text("#next-first-bars > li");
    browser.find("#next-temperature").sendKeys(Keys.HOME);
    browser.await(
        "the likeliest alone", driver -> browser.text("#next-first-bars > li").contains("100%"));
    assertThat(before).doesNotContain("100%");
  }

  @Test
  void theDistributionFollowsWhatIsTyped() {
    browser.open("next");
    browser.await("bars", driver -> browser.all("#next-first-bars > li").size() > 10);
    browser.choose("#next-model", "ngram");
    browser.choose("#next-compare", "mixture");
    browser.fill("#next-text", "QUEE");
    browser.await(
        "an N",
        driver ->
            browser.text("#next-first-bars > li").contains("N")
                && browser.text("#next-second-bars > li").contains("N"));
    assertThat(browser.text("#next-first-why")).contains("UEE");
    assertThat(browser.text("#next-second-why")).contains("last 2 characters");
  }

  @Test
  void theTableTellsItsCells() {
    browser.open("table");
    browser.await("a table", driver -> browser.all("#table-row > li").size() > 5);
    browser.choose("#table-model", "bigram");
    browser.find("#table-map").sendKeys(Keys.ARROW_DOWN);
    String cell = browser.text("#table-cell");
    assertThat(cell).contains("%");
    browser.find("#table-map").sendKeys(Keys.ARROW_RIGHT);
    assertThat(browser.text("#table-cell")).isNotEqualTo(cell);
  }

  @Test
  void whatIsTrainedCanBeWrittenWith() {
    browser.open("train");
    browser.await("a form", driver -> browser.all("#train-family option").size() > 3);
    browser.choose("#train-family", "bigram");
    browser.fill("#train-name", "learned-here");
    browser.fill("#train-max-iters", "200");
    browser.find("#train-start").click();
    browser.await("its end", driver -> browser.text("#train-status").contains("is trained"));
    assertThat(browser.all("#train-samples > li").size()).isGreaterThan(10);
    assertThat(browser.all("#train-chart canvas")).isNotEmpty();
    browser.screenshot("train-done-1600-light");
    browser.find("#train-write-link").click();
    browser.await("a text of it", driver -> browser.text("#write-status").startsWith("Written"));
    assertThat(browser.find("#write-model").getAttribute("value")).isEqualTo("learned-here");
  }

  @Test
  void aTextIsScored() {
    browser.open("score");
    browser.await("a score", driver -> browser.text("#score-totals").contains("Bits a byte"));
    browser.fill(
        "#score-text",
        "Something is rotten in the state of Denmark. 世 <img src=x onerror=alert(1)>");
    browser.await("another", driver -> browser.text("#score-tokens").contains("Denmark"));
    assertThat(browser.all("img")).isEmpty();
    assertThat(browser.text("#score-tokens")).contains("<img src=x onerror=alert(1)>");
    assertThat(browser.all("#score-places > li")).isNotEmpty();
    browser.choose("#score-compare", "bigram");
    browser.await("two", driver -> browser.text("#score-totals").contains("bigram"));
    browser.find("#score-by-rank").click();
    browser.await("ranks", driver -> browser.text("#score-legend").contains("100"));
    browser.find("#score-by-difference").click();
    browser.await("both", driver -> browser.text("#score-legend").contains("bigram"));
  }

  @Test
  void textThatRunsFromTheRightDoesSo() throws IOException {
    String text = "שלום עולם, זה משפט קצר בעברית.\n".repeat(40);
    Client client = running.client();
    Client.Reply run =
        client.post(
            "/api/runs",
            JSON.std.asString(Map.of("name", "hebrew", "model", "ngram", "text", text)));
    client.getEvents("/api/runs/" + run.at("id") + "/events");
    openWritten();
    browser.choose("#write-model", "hebrew");
    browser.fill("#write-prompt", "שלום");
    browser.find("#write-start").click();
    browser.await(
        "a text",
        driver -> browser.text("#write-text").startsWith("שלום") && written().size() > 100);
    assertThat(
            browser.script(
                "const [first, , third] = document.querySelectorAll('#write-text .token');"
                    + "return first.getBoundingClientRect().left > third.getBoundingClientRect().left"))
        .isEqualTo(true);
    browser.screenshot("write-1600-right-to-left");
  }

  @Test
  void theTabsAreReachedByArrowKeys() {
    openWritten();
    browser.find("#tab-write").sendKeys(Keys.ARROW_RIGHT);
    assertThat(browser.focused()).isEqualTo("tab-next");
    assertThat(browser.find("#panel-next").isDisplayed()).isTrue();
    browser.press(Keys.END);
    assertThat(browser.focused()).isEqualTo("tab-score");
    browser.press(Keys.ARROW_RIGHT);
    assertThat(browser.focused()).isEqualTo("tab-write");
  }

  @Test
  void anErrorIsSaidWhereItArose() {
    openWritten();
    browser.fill("#write-prompt", "世界");
    browser.find("#write-start").click();
    browser.await("an error", driver -> browser.text("#write-error").contains("世"));
    assertThat(browser.text("#write-text")).startsWith("ROMEO:");
    assertThat(browser.complaints()).allMatch(each -> each.contains("400")); // of the network
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "next", "table", "train", "score"})
  void eachPartIsForEveryone(String part) {
    for (int width : new int[] {360, 1600}) {
      for (boolean dark : new boolean[] {false, true}) {
        browser.screen(width, width == 360 ? 800 : 1000, dark);
        browser.open(part);
        browser.await(part, driver -> isReady(part));
        assertThat(browser.violations()).as(part + " " + width + " " + dark).isEmpty();
        assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
            .as("%s fits in %d", part, width)
            .isEqualTo(true);
        browser.screenshot(part + "-" + width + (dark ? "-dark" : "-light"));
      }
    }
  }

  private static boolean isReady(String part) {
    return switch (part) {
      case "write" -> browser.text("#write-status").startsWith("Written");
      case "next" -> browser.all("#next-first-bars > li").size() > 10;
      case "table" -> browser.all("#table-row > li").size() > 5;
      case "train" -> browser.all("#train-family option").size() > 3;
      case "score" -> browser.text("#score-totals").contains("Bits a byte");
      default -> throw new IllegalArgumentException(part);
    };
  }
}
