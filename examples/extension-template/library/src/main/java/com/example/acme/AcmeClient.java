// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A client of a language model that answers with what it was asked, in upper case. */
public final class AcmeClient {
  private final String model;

  public AcmeClient(String model) {
    this.model = model;
  }

  /** Returns the name of the model that answers. */
  public String model() {
    return model;
  }

  /** Waits for the whole reply. */
  public Reply complete(Prompt prompt) {
    return answer(prompt);
  }

  /** Returns a future of the reply. */
  public CompletableFuture<Reply> completeAsync(Prompt prompt) {
    return CompletableFuture.supplyAsync(() -> answer(prompt));
  }

  /** Returns the reply piece by piece, each as soon as it is read. */
  public Stream<Piece> stream(Prompt prompt) {
    List<String> words = words(answer(prompt).text());
    return IntStream.range(0, words.size())
        .mapToObj(i -> new Piece(words.get(i), i == words.size() - 1));
  }

  private Reply answer(Prompt prompt) {
    if (prompt.text().isBlank()) {
      throw new AcmeException("the prompt is empty");
    }
    String text = prompt.text().toUpperCase(Locale.ROOT);
    return new Reply(model, text, words(prompt.text()).size(), words(text).size());
  }

  /** Splits a text before each space. */
  private static List<String> words(String text) {
    return List.of(text.split("(?= )"));
  }
}
