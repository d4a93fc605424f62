// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Calls a model of its own some thousand times; some calls fail with an exception whose message
 * never comes. The first argument says whether it waits for ever or computes for ever.
 */
public final class Main {
  private static final int CALLS = 3_000;
  private static volatile boolean spins;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    spins = arguments[0].equals("spin");
    ChatModel model = new Moody();
    int failed = 0;
    for (int n = 0; n < CALLS; n++) {
      try {
        model.chat(ChatRequest.builder().messages(UserMessage.from("call " + n)).build());
      } catch (NeverSays e) {
        failed++;
      }
    }
    // Who asks a second time has given up the first.
    NeverSays.ASKED_TWICE.await(60, TimeUnit.SECONDS);
    System.out.println(CALLS + " calls, " + failed + " failed");
  }

  /** Fails at every hundredth call. */
  static final class Moody implements ChatModel {
    private int calls;

    @Override
    public ChatResponse doChat(ChatRequest request) {
      if (calls++ % 100 == 10) {
        throw new NeverSays();
      }
      return ChatResponse.builder().aiMessage(AiMessage.from("fine")).modelName("own-1").build();
    }
  }

  static final class NeverSays extends RuntimeException {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final CountDownLatch ASKED_TWICE = new CountDownLatch(2);

    @Override
    public String getMessage() {
      ASKED_TWICE.countDown();
      while (true) {
        if (!spins) {
          try {
            NEVER.await();
          } catch (InterruptedException e) {
            // and is not impressed
          }
        }
      }
    }
  }
}
