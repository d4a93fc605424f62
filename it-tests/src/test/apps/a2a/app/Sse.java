// SPDX-License-Identifier: Apache-2.0
package app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.a2a.util.Utils;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;

/** Writes what is published as server-sent events. */
final class Sse implements Flow.Subscriber<Object> {
  private final OutputStream out;
  private final CountDownLatch over = new CountDownLatch(1);

  Sse(OutputStream out) {
    this.out = out;
  }

  void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Object event) {
    try {
      String json = Utils.OBJECT_MAPPER.writeValueAsString(event);
      out.write(("data: " + json + "\n\n").getBytes(UTF_8));
      out.flush();
    } catch (IOException gone) {
      over.countDown();
    }
  }

  @Override
  public void onError(Throwable thrown) {
    over.countDown();
  }

  @Override
  public void onComplete() {
    over.countDown();
  }
}
