// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices objects that the application dropped without closing or completing them.
 *
 * <p>Works like {@link java.lang.ref.Cleaner}, but with one object per watch instead of three,
 * since every model call has one. Its thread starts with the first watch and ends some time after
 * this object and the last watch are gone.
 */
public final class AbandonmentWatcher {
  private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

  private static volatile boolean ended;

  private final Watches watches = new Watches();

  /**
   * Runs {@code onAbandoned} once {@code owner} is unreachable.
   *
   * @param onAbandoned must not refer to the owner; runs at most once, on the watcher's thread
   */
  public Watch watch(Object owner, Runnable onAbandoned) {
    return watches.add(owner, onAbandoned, this);
  }

  /** Stops watching, whether or not the owner became unreachable. */
  public void release(Watch watch) {
    watches.remove(watch);
  }

  /** Ends the threads of all watchers for good; called by the agent when it is detached. */
  public static void endAll() {
    ended = true;
    THREADS.forEach(Thread::interrupt);
  }

  /** One watched object, until {@link #release}. */
  public static final class Watch extends PhantomReference<Object> {
    private final Runnable onAbandoned;
    private @Nullable Watch previous;
    private @Nullable Watch next;

    private Watch(Object owner, Runnable onAbandoned, ReferenceQueue<Object> queue) {
      super(owner, queue);
      this.onAbandoned = onAbandoned;
    }
  }

  /** All active watches, in a doubly linked list that the thread keeps alive. */
  private static final class Watches implements Runnable {
    private static final long POLL_MILLIS = 60_000;

    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private @Nullable Watch newest;
    private @Nullable WeakReference<AbandonmentWatcher> user;

    synchronized Watch add(Object owner, Runnable onAbandoned, AbandonmentWatcher watching) {
      Watch watch = new Watch(owner, onAbandoned, queue);
      Watch older = newest;
      watch.next = older;
      if (older != null) {
        older.previous = watch;
      }
      newest = watch;
      if (user == null) {
        user = new WeakReference<>(watching);
        start();
      }
      return watch;
    }

    /** Returns whether the watch was still active. */
    synchronized boolean remove(Watch watch) {
      Watch newer = watch.previous;
      Watch older = watch.next;
      if (newer == null && newest != watch) {
        return false;
      }
      if (newer == null) {
        newest = older;
      } else {
        newer.next = older;
      }
      if (older != null) {
        older.previous = newer;
      }
      watch.previous = null;
      watch.next = null;
      watch.clear();
      return true;
    }

    private synchronized boolean isOver() {
      return newest == null && (user == null || user.refersTo(null));
    }

    @Override
    public void run() {
      THREADS.add(Thread.currentThread());
      while (!ended && !isOver()) {
        try {
          Reference<?> gone = queue.remove(POLL_MILLIS);
          if (gone instanceof Watch watch && remove(watch)) {
            watch.onAbandoned.run();
          }
        } catch (Throwable ignored) {
          // As in Cleaner: one failing action must not affect the others.
        }
      }
      THREADS.remove(Thread.currentThread());
    }

    /**
     * Up to JDK 23 a thread would otherwise keep the application's classes in its access control
     * context.
     */
    @SuppressWarnings("removal")
    private void start() {
      if (ended) {
        return;
      }
      AccessController.doPrivileged(
          (PrivilegedAction<@Nullable Void>)
              () -> {
                Thread thread = new Thread(null, this, "clew-abandonment-watcher", 0, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(null);
                thread.start();
                return null;
              });
    }
  }
}
