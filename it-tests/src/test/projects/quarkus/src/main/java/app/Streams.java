// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.service.TokenStream;
import java.util.concurrent.CompletableFuture;

final class Streams {
  private Streams() {}

  static String read(TokenStream stream) {
    CompletableFuture<String> whole = new CompletableFuture<>();
    stream
        .onPartialResponse(piece -> {})
        .onCompleteResponse(response -> whole.complete(response.aiMessage().text()))
        .onError(whole::completeExceptionally)
        .start();
    return whole.join();
  }
}
