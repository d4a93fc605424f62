// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.store.StoreException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Says in one line what is wrong with a cluster, and what to do about it. */
final class Problems {

  private Problems() {}

  /** Whether it makes no sense to try again. */
  static boolean isFinal(IOException e) {
    return e instanceof SSLException || isUnknownHost(e);
  }

  /** An answer that would be too large is reported like a lack of capacity, but stays too large. */
  static boolean isTooLarge(JsonNode answer) {
    return answer.path("error").toString().contains("too_many_buckets_exception");
  }

  static StoreException of(URI node, IOException e) {
    String name = "OpenSearch at " + node;
    if (isUnknownHost(e)) {
      return problem("there is no host " + node.getHost() + " (" + name + ")", e);
    }
    if (e instanceof SSLHandshakeException) {
      return problem(
          "the certificate of "
              + name
              + " is not trusted; name the file of its CA in "
              + OpenSearchSettings.CA
              + " ("
              + e.getMessage()
              + ")",
          e);
    }
    if (e instanceof SSLException) {
      return problem(name + " does not speak TLS; is it http? (" + e.getMessage() + ")", e);
    }
    if (node.getScheme().equals("http") && String.valueOf(e.getMessage()).contains("no bytes")) {
      return problem(name + " closes the connection unanswered; is it https?", e);
    }
    if (e instanceof HttpTimeoutException) {
      return problem(name + " does not answer in time", e);
    }
    if (e instanceof ConnectException) {
      return problem("cannot connect to " + name + "; is it running, and is the port right?", e);
    }
    return problem("the connection to " + name + " failed: " + e, e);
  }

  private static boolean isUnknownHost(IOException e) {
    Throwable cause = e;
    while (cause != null) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  static StoreException of(
      OpenSearchSettings settings, URI node, String request, int status, JsonNode answer) {
    String name = "OpenSearch at " + node;
    String reason = reason(answer);
    if (status == 401) {
      return problem(
          settings.authorization() == null
              ? name
                  + " requires credentials; set "
                  + OpenSearchSettings.USER
                  + " and "
                  + OpenSearchSettings.PASSWORD
                  + ", or "
                  + OpenSearchSettings.TOKEN
              : settings.user() == null
                  ? name + " refuses the token of " + OpenSearchSettings.TOKEN
                  : name
                      + " refuses the user "
                      + settings.user()
                      + "; check "
                      + OpenSearchSettings.PASSWORD,
          null);
    }
    if (reason.contains("read-only") || reason.contains("flood stage")) {
      return problem(name + " takes no more data; is its disk full? (" + reason + ")", null);
    }
    if (status == 403) {
      return problem(
          name
              + " does not allow "
              + (settings.user() == null ? "this" : "the user " + settings.user())
              + " "
              + request
              + ": "
              + reason,
          null);
    }
    if (status == 429) {
      return problem(name + " is overloaded: " + reason, null);
    }
    return problem(name + " answers " + status + " to " + request + ": " + reason, null);
  }

  private static StoreException problem(String message, @Nullable Throwable cause) {
    return new StoreException(message, cause);
  }

  /** The reason of an error as OpenSearch gives it, on one line. */
  static String reason(JsonNode answer) {
    JsonNode error = answer.path("error");
    JsonNode root = error.path("root_cause").path(0);
    String reason = root.path("reason").asText(error.path("reason").asText(""));
    if (reason.isEmpty()) {
      reason = error.isTextual() ? error.asText() : error.path("type").asText("no reason given");
    }
    String line = reason.replace('\n', ' ');
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
