// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.health;

import dev.clew.agent.runtime.steer.SteeringMXBean;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.thread.OwnThread;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/**
 * Registers the health bean and that for steering, and looks at the pipeline all the while, so that
 * a standstill is known when somebody asks.
 *
 * <p>The platform's MBean server is a choice of the JVM's (its class comes from a system property),
 * so Clew creates it only if the user asks for the bean, and otherwise waits for the application to
 * create it.
 */
public final class HealthBean {
  static final String NAME = "dev.clew:type=Health";
  static final String STEERING = "dev.clew:type=Steering";

  private static final String OF_THE_PLATFORM = "java.lang:type=Runtime";
  private static final long LOOK_SECONDS = 10;

  private final Health health;
  private final SteeringMXBean steering;
  private final boolean creates;
  private final AgentLog log;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable MBeanServer server;

  /**
   * Creates a bean that is not registered.
   *
   * @param steering the other bean
   * @param creates whether the platform's MBean server is created if there is none
   */
  public HealthBean(
      Supplier<PipelineMetrics> pipeline,
      Supplier<String> doctor,
      SteeringMXBean steering,
      boolean creates,
      AgentLog log) {
    this.steering = steering;
    this.health = new Health(pipeline, doctor, System::nanoTime);
    this.creates = creates;
    this.log = log;
  }

  /** Starts the thread that registers the bean, once; possibly on the application's thread. */
  public void start() {
    if (!started.compareAndSet(false, true)) {
      return;
    }
    OwnThread.daemon("clew-health", this::run).start();
  }

  private void run() {
    try {
      // Not at once unless asked for: loading JMX costs what a short program should not pay.
      boolean over = !creates && stopped.await(LOOK_SECONDS, TimeUnit.SECONDS);
      while (!over) {
        if (!register()) {
          health.isHealthy();
        }
        over = stopped.await(LOOK_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      // Whoever interrupts this thread wants it to end.
    } catch (JMException | RuntimeException | LinkageError e) {
      log.warn("the health bean cannot be registered: " + AgentLog.describe(e));
    }
  }

  /** Returns whether the bean was registered just now. */
  private synchronized boolean register() throws JMException {
    if (server != null || stopped.getCount() == 0) {
      return false;
    }
    MBeanServer found = creates ? ManagementFactory.getPlatformMBeanServer() : existing();
    if (found == null) {
      return false;
    }
    found.registerMBean(new StandardMBean(health, HealthMXBean.class, true), name(NAME));
    found.registerMBean(new StandardMBean(steering, SteeringMXBean.class, true), name(STEERING));
    server = found;
    return true;
  }

  private static @Nullable MBeanServer existing() throws JMException {
    for (MBeanServer each : MBeanServerFactory.findMBeanServer(null)) {
      if (each.isRegistered(new ObjectName(OF_THE_PLATFORM))) {
        return each;
      }
    }
    return null;
  }

  private static ObjectName name(String name) throws JMException {
    return new ObjectName(name);
  }

  /** Ends the thread and removes the bean. */
  public synchronized void stop() {
    stopped.countDown();
    MBeanServer present = server;
    if (present != null) {
      server = null;
      remove(present, NAME);
      remove(present, STEERING);
    }
  }

  private static void remove(MBeanServer server, String name) {
    try {
      server.unregisterMBean(name(name));
    } catch (JMException gone) {
      // Somebody else has removed it.
    }
  }
}
