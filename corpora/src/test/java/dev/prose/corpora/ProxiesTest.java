package dev.prose.corpora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private static String proxy(String url, Map<String, String> environment) throws IOException {
    return new Proxies(environment)
        .proxyFor(URI.create(url))
        .map(ProxyServer::toString)
        .orElse("direct");
  }

  @Test
  void theVariableOfTheSchemeComesFirstAndLowerCaseBeforeUpper() throws IOException {
    assertThat(proxy("http://a.org/", Map.of())).isEqualTo("direct");
    assertThat(proxy("http://a.org/", Map.of("http_proxy", "p:1", "HTTP_PROXY", "q:2")))
        .isEqualTo("p:1");
    assertThat(proxy("http://a.org/", Map.of("HTTP_PROXY", "http://q:2/"))).isEqualTo("q:2");
    assertThat(proxy("http://a.org/", Map.of("HTTP_PROXY", "q:2", "REQUEST_METHOD", "GET")))
        .isEqualTo("direct");
    assertThat(proxy("https://a.org/", Map.of("http_proxy", "p:1"))).isEqualTo("direct");
    assertThat(proxy("https://a.org/", Map.of("HTTPS_PROXY", "http://u:w@q", "all_proxy", "p:1")))
        .isEqualTo("q:1080");
    assertThat(proxy("https://a.org/", Map.of("ALL_PROXY", "http://[::1]:3128")))
        .isEqualTo("::1:3128");
  }

  @ParameterizedTest
  @CsvSource({
    "*, direct",
    "a.org, direct",
    "' b.org , A.ORG', direct",
    "org, direct",
    ".a.org, direct",
    "*.a.org, direct",
    "www.a.org:8080, direct",
    "www.a.org:80, p:1",
    "w.a.org, p:1",
    "ww.a.org, p:1",
    "'', p:1",
  })
  void noProxyTakesSuffixesPortsAndTheStar(String noProxy, String expected) throws IOException {
    Map<String, String> environment = Map.of("all_proxy", "p:1", "no_proxy", noProxy);
    assertThat(proxy("http://www.a.org:8080/x", environment)).isEqualTo(expected);
  }

  @Test
  void aProxyThatCannotBeUsedIsAnErrorWithoutItsPassword() {
    assertThatThrownBy(() -> proxy("http://a.org/", Map.of("all_proxy", "socks5://u:secret@p")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("http://[user:password@]host[:port]")
        .hasMessageNotContaining("secret");
  }
}
