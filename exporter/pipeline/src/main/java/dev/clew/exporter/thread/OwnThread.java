// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.thread;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Creates threads that inherit nothing from the application in whose call they happen to be
 * created.
 *
 * <p>A thread that lives as long as the JVM would otherwise keep a container's first application
 * alive as long: by its context class loader, by inheritable thread-locals, and, before Java 24, by
 * the protection domains of everything on the stack at the time.
 */
public final class OwnThread {
  /** Threads that libraries start on such a thread, such as those of an HTTP client, are in it. */
  private static final ThreadGroup GROUP = new ThreadGroup(top(), "clew");

  private OwnThread() {}

  private static ThreadGroup top() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** Returns whether the current thread, or the one that started it, is Clew's. */
  public static boolean isCurrent() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    return group != null && GROUP.parentOf(group);
  }

  /** Returns a daemon thread that has not been started. */
  @SuppressWarnings("removal") // nothing else keeps the domains of the stack out
  public static Thread daemon(String name, Runnable task) {
    PrivilegedAction<Thread> make = () -> new Thread(GROUP, task, name, 0, false);
    Thread thread;
    try {
      thread = AccessController.doPrivileged(make);
    } catch (LinkageError removed) { // and with it the domains
      thread = make.run();
    }
    thread.setDaemon(true);
    thread.setContextClassLoader(OwnThread.class.getClassLoader());
    return thread;
  }
}
