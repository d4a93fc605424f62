// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import dev.clew.viewer.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster is reached.
 *
 * @param nodes without a path at the end
 * @param prefix of all indices
 * @param shards of the index of a day
 * @param keepDays after which whole days are deleted; null to delete none
 * @param authorization the header, or null
 * @param user whom messages name; null for a token or none
 * @param ca file with the certificates to trust instead of the JDK's
 * @param host this machine, to which files and processes belong
 * @param patience how long one operation is tried
 */
public record OpenSearchSettings(
    List<URI> nodes,
    String prefix,
    int shards,
    @Nullable Integer keepDays,
    @Nullable String authorization,
    @Nullable String user,
    @Nullable Path ca,
    String host,
    Duration patience) {

  /** What a store's address begins with. */
  public static final String SCHEME = "opensearch:";

  static final String USER = "CLEW_OPENSEARCH_USER";
  static final String PASSWORD = "CLEW_OPENSEARCH_PASSWORD";
  static final String TOKEN = "CLEW_OPENSEARCH_TOKEN";
  static final String CA = "CLEW_OPENSEARCH_CA";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String EXAMPLE = "; write opensearch:https://host:9200";

  /**
   * Reads {@code
   * opensearch:https://host:9200[,https://other:9200][?prefix=clew&shards=1&keep=30d]}; credentials
   * come from the environment, or from files that it names.
   */
  public static OpenSearchSettings of(String address, Map<String, String> environment) {
    String text = address.substring(SCHEME.length());
    int question = text.indexOf('?');
    String options = question < 0 ? "" : text.substring(question + 1);
    List<URI> nodes = new ArrayList<>();
    for (String node : (question < 0 ? text : text.substring(0, question)).split(",", -1)) {
      nodes.add(node(node.trim()));
    }
    String prefix = "clew";
    int shards = 1;
    Integer keepDays = null;
    for (String option : options.isEmpty() ? new String[0] : options.split("&")) {
      if (option.matches("prefix=[a-z0-9][a-z0-9_.-]{0,99}")) {
        prefix = option.substring(7);
      } else if (option.matches("shards=[1-9]\\d{0,2}")) {
        shards = Integer.parseInt(option.substring(7));
      } else if (option.matches("keep=[1-9]\\d{0,3}d")) {
        keepDays = Integer.valueOf(option.substring(5, option.length() - 1));
      } else {
        throw wrong(
            "\""
                + option
                + "\" is no option of an OpenSearch store; there are prefix=name (lower"
                + " case), shards=1 and keep=30d");
      }
    }
    String user = environment.get(USER);
    String password = secret(environment, PASSWORD);
    String token = secret(environment, TOKEN);
    String ca = environment.get(CA);
    return new OpenSearchSettings(
        List.copyOf(nodes),
        prefix,
        shards,
        keepDays,
        checked(authorization(user, password, token), nodes),
        token == null ? user : null,
        ca == null || ca.isBlank() ? null : Path.of(ca),
        host(environment),
        PATIENCE);
  }

  private static URI node(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      // The message of the exception may contain a password.
      throw wrong("the address of the OpenSearch node is not a URL" + EXAMPLE);
    }
    if (uri.getRawUserInfo() != null) {
      throw wrong(
          "the address of the OpenSearch node contains credentials, which other users of this"
              + " machine could see; set "
              + USER
              + " and "
              + PASSWORD);
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw wrong("\"" + text + "\" is not the address of an OpenSearch node" + EXAMPLE);
    }
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }

  private static @Nullable String authorization(
      @Nullable String user, @Nullable String password, @Nullable String token) {
    if (token != null) {
      return "Bearer " + token;
    }
    if ((user == null) != (password == null)) {
      throw wrong(
          (user == null ? USER : PASSWORD + " or " + PASSWORD + "_FILE")
              + " is missing; OpenSearch takes a user and a password, or "
              + TOKEN);
    }
    return user == null
        ? null
        : "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String checked(@Nullable String authorization, List<URI> nodes) {
    for (URI node : nodes) {
      boolean local = List.of("localhost", "127.0.0.1", "[::1]").contains(node.getHost());
      if (authorization != null && node.getScheme().equals("http") && !local) {
        throw wrong("credentials would be sent to " + node + " unencrypted; write https");
      }
    }
    return authorization;
  }

  /** The variable, or the file that the variable with {@code _FILE} names. */
  private static @Nullable String secret(Map<String, String> environment, String name) {
    String value = environment.get(name);
    String file = environment.get(name + "_FILE");
    if (value != null && !value.isEmpty()) {
      return value;
    }
    if (file == null || file.isBlank()) {
      return null;
    }
    try {
      String content = Files.readString(Path.of(file)).strip();
      if (content.isEmpty()) {
        throw wrong("the file " + file + " of " + name + "_FILE is empty");
      }
      return content;
    } catch (IOException e) {
      throw wrong("cannot read the file " + file + " of " + name + "_FILE: " + reason(e));
    }
  }

  private static String host(Map<String, String> environment) {
    String named = environment.get("HOSTNAME");
    if (named != null && !named.isBlank()) {
      return named;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException ? "there is none" : e.toString();
  }

  private static StoreException wrong(String message) {
    return new StoreException(message, null);
  }

  /** With another patience. */
  public OpenSearchSettings within(Duration time) {
    return new OpenSearchSettings(
        nodes, prefix, shards, keepDays, authorization, user, ca, host, time);
  }

  /** The nodes, for messages; without credentials. */
  String addresses() {
    return String.join(", ", nodes.stream().map(URI::toString).toList());
  }

  /** Without credentials. */
  @Override
  public String toString() {
    return SCHEME + addresses() + "?prefix=" + prefix;
  }
}
