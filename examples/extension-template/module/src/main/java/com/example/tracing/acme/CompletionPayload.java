// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.acme;

import com.example.acme.Piece;
import com.example.acme.Prompt;
import com.example.acme.Reply;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.stream.StreamedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A completion's content: references now, messages when the span is exported. */
final class CompletionPayload implements CallPayload {
  private final String model;
  private final Prompt prompt;
  private final boolean streamed;
  private final StreamedText pieces = new StreamedText();
  private volatile @Nullable Reply reply;
  private volatile boolean complete;

  CompletionPayload(String model, Prompt prompt, boolean streamed) {
    this.model = model;
    this.prompt = prompt;
    this.streamed = streamed;
  }

  @Override
  public void result(Object answer) {
    reply = (Reply) answer;
  }

  @Override
  public void chunk(Object chunk) {
    Piece piece = (Piece) chunk;
    pieces.add(piece.text());
    complete = piece.last();
  }

  @Override
  public boolean isStreamed() {
    return streamed;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public GenerationData render() {
    GenerationData.Builder data =
        new GenerationData.Builder()
            .provider("acme")
            .requestModel(model)
            .streamed(streamed)
            .input(List.of(Message.text("user", prompt.text())));
    Reply whole = reply;
    String text = whole == null ? pieces.text() : whole.text();
    if (text != null) {
      data.output(List.of(Message.text("assistant", text)));
    }
    if (whole != null) {
      data.responseModel(whole.model()).usage(Usage.of(whole.promptTokens(), whole.replyTokens()));
    }
    return data.build();
  }

  @Override
  public long retainedBytes() {
    Reply whole = reply;
    return 512L
        + prompt.text().length()
        + (whole == null ? 0 : whole.text().length())
        + pieces.retainedBytes();
  }
}
