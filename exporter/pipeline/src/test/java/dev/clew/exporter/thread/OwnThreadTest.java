// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OwnThreadTest {
  @Test
  void thread_isADaemonOfThatName() {
    Thread thread = OwnThread.daemon("clew-test", () -> {});

    assertThat(thread.getName()).isEqualTo("clew-test");
    assertThat(thread.isDaemon()).isTrue();
  }

  @Test
  void threadThatAnApplicationCaused_keepsNothingOfItAlive() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    WeakReference<ClassLoader> application = start(over);

    for (int i = 0; i < 50 && application.get() != null; i++) {
      System.gc();
    }

    assertThat(application.get()).isNull();
    over.countDown();
  }

  private static WeakReference<ClassLoader> start(CountDownLatch over) throws Exception {
    Application loader = new Application();
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    current.setContextClassLoader(loader);
    try {
      Callable<?> caller =
          (Callable<?>)
              loader
                  .loadClass(Caller.class.getName())
                  .getConstructor(Callable.class)
                  .newInstance((Callable<Object>) () -> startedUntil(over));
      caller.call();
    } finally {
      current.setContextClassLoader(before);
    }
    return new WeakReference<>(loader);
  }

  private static Object startedUntil(CountDownLatch over) {
    Thread thread =
        OwnThread.daemon(
            "clew-test",
            () -> {
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  /** On the stack while the thread is made. */
  public record Caller(Callable<Object> work) implements Callable<Object> {
    @Override
    public Object call() throws Exception {
      return work.call();
    }
  }

  /** Has a copy of {@link Caller}. */
  private static final class Application extends ClassLoader {
    Application() {
      super(OwnThreadTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Caller.class.getName())) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        ProtectionDomain domain = new ProtectionDomain(null, null, this, null);
        return defineClass(name, bytes, 0, bytes.length, domain);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
