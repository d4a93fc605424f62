// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.trace.Context;
import dev.clew.kit.stream.HandlerProxy;
import dev.clew.kit.value.Accessors;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import org.jspecify.annotations.Nullable;

/** Writes a stream's events as its parser will read them again. */
final class RecordedEvents implements HandlerProxy.Listener {
  private final TapeRecorder recorder;
  private final boolean events;
  private volatile boolean open;
  private volatile @Nullable Object parsing;

  /**
   * Creates the writer for one stream.
   *
   * @param events whether the parser reads server-sent events; other parsers read lines
   */
  RecordedEvents(TapeRecorder recorder, boolean events) {
    this.recorder = recorder;
    this.events = events;
  }

  @Override
  public Context called(String method, Object[] arguments, boolean fromHandler) {
    switch (method) {
      case "onOpen" -> {
        open = true;
        if (arguments[0] instanceof SuccessfulHttpResponse response) {
          HttpCalls.head(response, recorder);
        }
      }
      case "onEvent" -> {
        if (arguments.length > 1) { // since 1.8, where a stream can be cancelled
          parsing = Accessors.read(arguments[1], "parsingHandle");
        }
        if (arguments[0] instanceof ServerSentEvent event) {
          recorder.piece(text(event));
        }
      }
      case "onError" -> {
        Throwable thrown = (Throwable) arguments[0];
        if (open) {
          recorder.failed(thrown);
        } else {
          HttpCalls.failed(thrown, recorder);
        }
      }
      case "onClose" -> {
        if (Boolean.TRUE.equals(Accessors.read(parsing, "isCancelled"))) {
          recorder.closedEarly();
        } else {
          recorder.complete();
        }
      }
      default -> {}
    }
    return Context.current();
  }

  private String text(ServerSentEvent event) {
    String data = event.data() == null ? "" : event.data();
    if (!events) {
      return data + "\n";
    }
    String name = event.event() == null ? "" : "event: " + event.event() + "\n";
    return name + "data: " + data.replace("\n", "\ndata: ") + "\n\n";
  }

  @Override
  public Context fallback() {
    return Context.current();
  }
}
