// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.ContentRedactor;
import dev.clew.api.export.ContentRedactorProvider;
import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.IdGenerator;
import dev.clew.api.export.IdGeneratorProvider;
import dev.clew.api.export.PriceSource;
import dev.clew.api.export.PriceSourceProvider;
import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.SpanProcessorProvider;
import dev.clew.api.export.TraceSampler;
import dev.clew.api.export.TraceSamplerProvider;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.PipelineSettings;
import dev.clew.core.settings.Settings;
import dev.clew.core.trace.GuardedIds;
import dev.clew.exporter.CountedProcessor;
import dev.clew.exporter.cost.ExtensionPrices;
import dev.clew.exporter.extension.ExtensionPart;
import dev.clew.exporter.extension.ExtensionPart.Kind;
import dev.clew.exporter.extension.ExtensionPart.Use;
import dev.clew.exporter.extension.InstalledPart;
import dev.clew.exporter.render.ContentRedactors;
import dev.clew.exporter.sampling.CountedSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What extension jars provide beside modules; exporters are created elsewhere. */
final class ExtensionParts {
  private static final String NO_NAME = "unknown";

  private final Settings settings;
  private final Function<String, ExporterSettings> ownSettings;
  private final ExtensionServices services;
  private final ExtensionNames names;
  private final AgentLog log;
  private final List<InstalledPart<Object>> providers = new ArrayList<>();
  private final List<ExtensionPart> all = new ArrayList<>();

  /**
   * Creates an empty collection.
   *
   * @param ownSettings returns the settings for the part of that name
   */
  ExtensionParts(
      Settings settings,
      Function<String, ExporterSettings> ownSettings,
      ExtensionServices services,
      ExtensionNames names,
      AgentLog log) {
    this.settings = settings;
    this.ownSettings = ownSettings;
    this.services = services;
    this.names = names;
    this.log = log;
  }

  /** Returns whether {@code jar} provides any part, even a broken one. */
  boolean add(ExtensionJar jar) {
    boolean any = false;
    for (Kind kind : Kind.values()) {
      Class<?> service = service(kind);
      any |= service != null && add(jar, kind, service);
    }
    return any;
  }

  private boolean add(ExtensionJar jar, Kind kind, Class<?> service) {
    List<?> found = services.load(service, jar, jar.path());
    if (found == null) {
      unloadable(kind, jar);
      return true;
    }
    for (Object provider : found) {
      try {
        String name = ExtensionThread.call(() -> name(kind, provider));
        if (names.take(name, kind.toString(), jar)) {
          ExtensionPart part = new ExtensionPart(kind, name, jar.path(), log::warn);
          providers.add(new InstalledPart<>(part, provider));
          all.add(part);
        }
      } catch (Throwable failure) {
        services.skipped(jar.path(), provider.getClass().getName(), failure);
        unloadable(kind, jar);
      }
    }
    return !found.isEmpty();
  }

  private void unloadable(Kind kind, ExtensionJar jar) {
    ExtensionPart part = new ExtensionPart(kind, NO_NAME, jar.path(), log::warn);
    part.count("cannot be loaded; see the warnings");
    part.use(Use.BROKEN);
    all.add(part);
  }

  /** Returns the interface of the providers; null for exporters. */
  private static @Nullable Class<?> service(Kind kind) {
    return switch (kind) {
      case EXPORTER -> null;
      case PROCESSOR -> SpanProcessorProvider.class;
      case SAMPLER -> TraceSamplerProvider.class;
      case REDACTOR -> ContentRedactorProvider.class;
      case PRICE_SOURCE -> PriceSourceProvider.class;
      case ID_GENERATOR -> IdGeneratorProvider.class;
    };
  }

  /** One class may be the provider of several kinds, so the kind decides. */
  private static String name(Kind kind, Object provider) {
    return switch (kind) {
      case PROCESSOR -> ((SpanProcessorProvider) provider).name();
      case SAMPLER -> ((TraceSamplerProvider) provider).name();
      case REDACTOR -> ((ContentRedactorProvider) provider).name();
      case PRICE_SOURCE -> ((PriceSourceProvider) provider).name();
      case ID_GENERATOR -> ((IdGeneratorProvider) provider).name();
      case EXPORTER -> throw new IllegalArgumentException("exporters are named elsewhere");
    };
  }

  private static Object create(Kind kind, Object provider, ExporterSettings own) {
    return switch (kind) {
      case PROCESSOR -> ((SpanProcessorProvider) provider).create(own);
      case SAMPLER -> ((TraceSamplerProvider) provider).create(own);
      case REDACTOR -> ((ContentRedactorProvider) provider).create(own);
      case PRICE_SOURCE -> ((PriceSourceProvider) provider).create(own);
      case ID_GENERATOR -> ((IdGeneratorProvider) provider).create(own);
      case EXPORTER -> throw new IllegalArgumentException("exporters are created elsewhere");
    };
  }

  /** Notes an exporter, which others create, and returns it to count its failures. */
  ExtensionPart exporter(String name, ExtensionJar jar, List<String> selected) {
    ExtensionPart part = new ExtensionPart(Kind.EXPORTER, name, jar.path(), log::warn);
    part.use(selected.contains(name) ? Use.INSTALLED : Use.UNSELECTED);
    all.add(part);
    return part;
  }

  /** Creates the processors that are not disabled. */
  List<SpanProcessor> processors() {
    List<SpanProcessor> created = new ArrayList<>();
    for (InstalledPart<SpanProcessor> each : create(Kind.PROCESSOR, SpanProcessor.class)) {
      created.add(new CountedProcessor(each.part(), each.code()));
    }
    return created;
  }

  /** Creates the samplers that are not disabled. */
  List<TraceSampler> samplers() {
    List<TraceSampler> created = new ArrayList<>();
    for (InstalledPart<TraceSampler> each : create(Kind.SAMPLER, TraceSampler.class)) {
      created.add(new CountedSampler(each.part(), each.code()));
    }
    return created;
  }

  /**
   * Creates the redactors that are not disabled. One that cannot be created would have removed
   * something, so it withholds everything.
   */
  ContentRedactors redactors() {
    List<InstalledPart<ContentRedactor>> installed = create(Kind.REDACTOR, ContentRedactor.class);
    for (ExtensionPart part : all) {
      if (part.kind() == Kind.REDACTOR && part.use() == Use.BROKEN) {
        ContentRedactor withholding =
            (text, field) -> {
              throw new IllegalStateException("could not be created");
            };
        installed.add(new InstalledPart<>(part, withholding));
      }
    }
    return installed.isEmpty() ? ContentRedactors.NONE : new ContentRedactors(installed);
  }

  /** Creates the price sources that are not disabled. */
  ExtensionPrices prices() {
    List<InstalledPart<PriceSource>> created = create(Kind.PRICE_SOURCE, PriceSource.class);
    return created.isEmpty()
        ? ExtensionPrices.NONE
        : new ExtensionPrices(created, System::nanoTime);
  }

  /** Creates the id generators that are not disabled; returns the first, or null. */
  @Nullable GuardedIds ids() {
    List<InstalledPart<IdGenerator>> created = create(Kind.ID_GENERATOR, IdGenerator.class);
    if (created.isEmpty()) {
      return null;
    }
    ExtensionPart first = created.get(0).part();
    for (InstalledPart<IdGenerator> extra : created.subList(1, created.size())) {
      extra.part().use(Use.UNSELECTED);
      log.warn(
          ("id generator %s of %s is not used, because only one can be and %s comes first; set"
                  + " clew.%s.enabled=false for one of them")
              .formatted(
                  extra.part().name(), extra.part().jar(), first.name(), extra.part().name()));
    }
    return new GuardedIds(created.get(0).code(), first::failed);
  }

  /** Returns what there is, used or not. */
  List<ExtensionPart> all() {
    return List.copyOf(all);
  }

  private <T> List<InstalledPart<T>> create(Kind kind, Class<T> type) {
    List<InstalledPart<T>> created = new ArrayList<>();
    for (InstalledPart<Object> each : providers) {
      ExtensionPart part = each.part();
      if (part.kind() != kind) {
        continue;
      }
      if (!settings.get(PipelineSettings.enabled(part.name()))) {
        part.use(Use.DISABLED);
        continue;
      }
      try {
        ExporterSettings own = ownSettings.apply(part.name());
        Object made = ExtensionThread.call(() -> create(kind, each.code(), own));
        Objects.requireNonNull(made, "create returned null");
        created.add(new InstalledPart<>(part, type.cast(made)));
      } catch (Throwable failure) {
        services.skipped("%s, %s %s".formatted(part.jar(), kind, part.name()), "create", failure);
        part.count(AgentLog.describe(failure));
        part.use(Use.BROKEN);
      }
    }
    return created;
  }
}
