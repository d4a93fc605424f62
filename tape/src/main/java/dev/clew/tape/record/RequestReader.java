// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.record;

import dev.clew.api.tape.TapeRequest;
import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.format.TapeBody;
import dev.clew.tape.json.Json;
import dev.clew.tape.match.RequestForm;
import dev.clew.tape.secret.SecretFilter;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads requests, alike while recording and on replay. */
public final class RequestReader {
  private static final Pattern TOKEN_PATH =
      Pattern.compile("(?i).*/(?:oauth2?|token)(?:/v?\\d+(?:\\.\\d+)?)?(?:/token)?/?");
  private static final Pattern GRANT = Pattern.compile("(?:^|&)grant_type=|\"grant_type\"\\s*:");

  private final SecretFilter filter;

  public RequestReader(SecretFilter filter) {
    this.filter = filter;
  }

  /**
   * A request that was read.
   *
   * @param token whether it asks for credentials, which are never recorded
   * @param answerable false if the library has to find out itself that it makes no sense
   * @param secrets where secrets were replaced
   */
  public record Read(RequestForm form, boolean token, boolean answerable, List<String> secrets) {}

  /** Returns whether the URL alone says that the request asks for credentials. */
  public static boolean asksForToken(TapeRequest request) {
    return request.kind() == Kind.HTTP
        && TOKEN_PATH.matcher(RequestForm.path(request.url())).matches();
  }

  /** Reads a request. */
  public Read read(TapeRequest request) throws Exception {
    Callable<byte @Nullable []> source = request.body();
    byte[] bytes = source == null ? null : source.call();
    SecretFilter.Pass pass = filter.pass();
    if (request.kind() == Kind.TOOL) {
      pass.argumentsOf(request.method());
    }
    String text = bytes == null ? null : new TapeBody(bytes, new int[0], new int[0]).text();
    boolean token =
        request.kind() == Kind.HTTP
            && (asksForToken(request) || (text != null && GRANT.matcher(text).find()));
    Object tree = text == null ? null : Json.readContainer(text);
    Object body;
    if (bytes == null) {
      body = null;
    } else if (tree != null) {
      body = pass.tree(tree);
    } else {
      body = text == null ? binary(bytes) : pass.text(text);
    }
    boolean answerable =
        request.kind() != Kind.TOOL || tree != null || text == null || text.isBlank();
    String url =
        request.kind() == Kind.HTTP ? filter.pass().text(RequestForm.path(request.url())) : "";
    return new Read(
        RequestForm.of(request.kind(), request.method(), url, body),
        token,
        answerable,
        pass.places());
  }

  private static Object binary(byte[] bytes) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    return Map.of("bytes", bytes.length, "sha256", HexFormat.of().formatHex(hash));
  }
}
