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
 * Calls its own model some thousand times; some calls fail with an exception whose getMessage never
 * returns. The first argument selects whether it waits or computes forever.
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
    // A second call of getMessage shows that the first has been given up.
    NeverSays.ASKED_TWICE.await(60, TimeUnit.SECONDS);
    System.out.println(CALLS + " calls, " + failed + " failed");
  }

  /** Fails on every hundredth call. */
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
            // and ignores the interruption
          }
        }
      }
    }
  }
}
