// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A container that repeatedly deploys the same program, each time in a new class loader, and runs
 * it on the container's threads, which outlive every deployment.
 */
public final class Main {
  private static final ThreadPoolExecutor REQUESTS =
      new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private static final ScheduledThreadPoolExecutor SCHEDULER = new ScheduledThreadPoolExecutor(1);

  private Main() {}

  /** Arguments: model, key, class path of the program, its class, number of deployments. */
  public static void main(String[] args) throws Exception {
    int times = Integer.parseInt(args[4]);
    List<WeakReference<ClassLoader>> deployed = new ArrayList<>();
    // Threads, including the JDK's one for delays, keep the context class loader of their creator.
    REQUESTS.prestartAllCoreThreads();
    SCHEDULER.prestartAllCoreThreads();
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, REQUESTS))
        .get();
    long early = 0;
    for (int i = 1; i <= times; i++) {
      deployed.add(deploy(args));
      if (i == times / 4) {
        held(deployed);
        early = metaspace();
      }
    }
    System.out.println(held(deployed) + " of " + times + " held");
    long growth = (metaspace() - early) * 4 / (times * 3L);
    System.out.println("metaspace grows " + (growth < 100_000 ? "no more" : "by " + growth));
    String dump = System.getProperty("app.dump");
    if (dump != null) {
      ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
          .dumpHeap(dump, true);
    }
    System.exit(0);
  }

  private static WeakReference<ClassLoader> deploy(String[] args) throws Exception {
    URLClassLoader loader = new URLClassLoader("site", urls(args[2]), parent());
    REQUESTS.submit(() -> serve(loader, args)).get();
    loader.close();
    return new WeakReference<>(loader);
  }

  private static Object serve(ClassLoader loader, String[] args) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return loader
          .loadClass(args[3])
          .getMethod("serve", String.class, String.class, ScheduledExecutorService.class)
          .invoke(null, args[0], args[1], SCHEDULER);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Collects garbage until no loader is reachable any more or the time is up. */
  private static long held(List<WeakReference<ClassLoader>> deployed) throws Exception {
    long deadline =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.getInteger("app.wait", 30));
    while (true) {
      System.gc();
      long held = deployed.stream().filter(loader -> loader.get() != null).count();
      if (held == 0 || System.nanoTime() > deadline) {
        return held;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .map(MemoryPoolMXBean::getUsage)
        .findAny()
        .orElseThrow()
        .getUsed();
  }

  private static ClassLoader parent() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static URL[] urls(String path) {
    return Arrays.stream(path.split(File.pathSeparator)).map(Main::url).toArray(URL[]::new);
  }

  private static URL url(String path) {
    try {
      return new File(path).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
