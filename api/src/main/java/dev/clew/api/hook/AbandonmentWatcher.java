// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Notices objects that the application dropped without ending what they stand for.
 *
 * <p>What a {@link java.lang.ref.Cleaner} does, in one object a watch instead of three: there is
 * one to every call of a model. Its thread begins with the first watch and ends a while after this
 * object and the last watch are gone.
 */
public final class AbandonmentWatcher {
  private final Watches watches = new Watches();

  /**
   * Runs {@code dropped} when nothing refers to {@code owner} any more.
   *
   * @param dropped must not refer to the owner; runs on a thread of the watch, once at most
   */
  public Watch watch(Object owner, Runnable dropped) {
    return watches.add(owner, dropped, this);
  }

  /** Stops watching, whether or not the owner was dropped. */
  public void release(Watch watch) {
    watches.remove(watch);
  }

  /** One object being watched, from its own beginning to {@link #release}. */
  public static final class Watch extends PhantomReference<Object> {
    private final Runnable dropped;
    private @Nullable Watch previous;
    private @Nullable Watch next;

    private Watch(Object owner, Runnable dropped, ReferenceQueue<Object> queue) {
      super(owner, queue);
      this.dropped = dropped;
    }
  }

  /** All that are watched, in a ring around a watch of nothing; kept alive by the thread. */
  private static final class Watches implements Runnable {
    private static final long LOOK_AROUND_MILLIS = 60_000;

    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private @Nullable Watch newest;
    private @Nullable WeakReference<AbandonmentWatcher> user;

    synchronized Watch add(Object owner, Runnable dropped, AbandonmentWatcher watching) {
      Watch watch = new Watch(owner, dropped, queue);
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

    /** Returns whether it was there. */
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
      while (!isOver()) {
        try {
          Reference<?> gone = queue.remove(LOOK_AROUND_MILLIS);
          if (gone instanceof Watch watch && remove(watch)) {
            watch.dropped.run();
          }
        } catch (Throwable ignored) {
          // As a cleaner does: one that fails is not to cost the others.
        }
      }
    }

    /** Without the application's classes in the thread's access control context, up to JDK 23. */
    @SuppressWarnings("removal")
    private void start() {
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
