// SPDX-License-Identifier: Apache-2.0
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** A node of one's own; started from source, because it needs a newer JDK than the build. */
final class OpenSearchMain {

  private OpenSearchMain() {}

  /** Takes a folder and a port. */
  public static void main(String[] args) throws InterruptedException {
    OpenSearchRunner runner = new OpenSearchRunner();
    runner
        .onBuild(
            (number, settings) -> {
              settings.put("http.port", args[1]);
              settings.put("transport.port", "0");
              settings.put("network.host", "127.0.0.1");
              settings.put("discovery.type", "single-node");
              settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
            })
        .build(
            OpenSearchRunner.newConfigs()
                .basePath(args[0])
                .clusterName("clew-test")
                .numOfNode(1)
                .useLogger());
    // Until it is killed.
    Thread.currentThread().join();
  }
}
