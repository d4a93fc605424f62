// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.resolve;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/**
 * Resolves the class path of artifacts as Maven does, with the same settings and local repository.
 *
 * <p>Takes the coordinates of {@link dev.clew.testkit.LibraryClasspath#of} and returns files. Only
 * types of the JDK cross the border of its class loader.
 */
public final class MavenResolver implements Function<List<String>, List<String>>, AutoCloseable {
  private final Context maven;
  private final RepositorySystemSession session;

  /** Uses the installation in {@code home} and the local repository {@code repository}. */
  public MavenResolver(String home, String repository) {
    maven =
        Runtimes.INSTANCE
            .getRuntime()
            .create(
                ContextOverrides.create()
                    .withUserSettings(true)
                    .withMavenSystemHomeOverride(Path.of(home))
                    .withLocalRepositoryOverride(Path.of(repository))
                    .build());
    // A download that failed yesterday is tried again.
    session =
        new DefaultRepositorySystemSession(maven.repositorySystemSession())
            .setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false));
  }

  @Override
  public List<String> apply(List<String> coordinates) {
    List<Exclusion> exclusions =
        coordinates.stream()
            .filter(each -> each.startsWith("!"))
            .map(each -> each.substring(1).split(":"))
            .map(each -> new Exclusion(each[0], each[1], "*", "*"))
            .collect(Collectors.toList());
    List<Dependency> dependencies =
        coordinates.stream()
            .filter(each -> !each.startsWith("!"))
            .map(each -> new Dependency(artifact(each.split(":")), "compile", false, exclusions))
            .collect(Collectors.toList());
    CollectRequest request =
        new CollectRequest(dependencies, List.of(), maven.remoteRepositories());
    try {
      Stream<ArtifactResult> found =
          maven
              .repositorySystem()
              .resolveDependencies(session, new DependencyRequest(request, null))
              .getArtifactResults()
              .stream();
      return found.map(each -> each.getArtifact().getFile().toString()).toList();
    } catch (DependencyResolutionException e) {
      throw new IllegalStateException("cannot resolve " + coordinates + ": " + e.getMessage(), e);
    }
  }

  private static DefaultArtifact artifact(String[] coordinate) {
    String classifier = coordinate.length < 4 ? "" : coordinate[3];
    return new DefaultArtifact(coordinate[0], coordinate[1], classifier, "jar", coordinate[2]);
  }

  @Override
  public void close() {
    maven.close();
  }
}
