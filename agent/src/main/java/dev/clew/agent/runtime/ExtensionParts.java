// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.agent.runtime.doctor.PartState;
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
import dev.clew.core.trace.OtherIds;
import dev.clew.exporter.CountedProcessor;
import dev.clew.exporter.cost.ExtensionPrices;
import dev.clew.exporter.extension.ExtensionPart;
import dev.clew.exporter.extension.ExtensionPart.Kind;
import dev.clew.exporter.render.ContentRedactors;
import dev.clew.exporter.sampling.CountedSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What extension jars provide beside modules; exporters are created elsewhere. */
final class ExtensionParts {
  /** How parts of one kind are found and created. */
  private record Service<P, T>(
      Class<P> provider,
      Kind kind,
      Function<P, String> name,
      BiFunction<P, ExporterSettings, T> create) {}

  /** A class of its own, which is not loaded where there are no extensions. */
  private static final class Services {
    static final Service<SpanProcessorProvider, SpanProcessor> PROCESSORS =
        new Service<>(
            SpanProcessorProvider.class,
            Kind.PROCESSOR,
            SpanProcessorProvider::name,
            SpanProcessorProvider::create);
    static final Service<TraceSamplerProvider, TraceSampler> SAMPLERS =
        new Service<>(
            TraceSamplerProvider.class,
            Kind.SAMPLER,
            TraceSamplerProvider::name,
            TraceSamplerProvider::create);
    static final Service<ContentRedactorProvider, ContentRedactor> REDACTORS =
        new Service<>(
            ContentRedactorProvider.class,
            Kind.REDACTOR,
            ContentRedactorProvider::name,
            ContentRedactorProvider::create);
    static final Service<PriceSourceProvider, PriceSource> PRICE_SOURCES =
        new Service<>(
            PriceSourceProvider.class,
            Kind.PRICE_SOURCE,
            PriceSourceProvider::name,
            PriceSourceProvider::create);
    static final Service<IdGeneratorProvider, IdGenerator> ID_GENERATORS =
        new Service<>(
            IdGeneratorProvider.class,
            Kind.ID_GENERATOR,
            IdGeneratorProvider::name,
            IdGeneratorProvider::create);

    static final List<Service<?, ?>> ALL =
        List.of(PROCESSORS, SAMPLERS, REDACTORS, PRICE_SOURCES, ID_GENERATORS);

    private Services() {}
  }

  /** A provider that was found. */
  private record Offer(Service<?, ?> service, Object provider, ExtensionPart part) {}

  /** A part in use. */
  private record Created<T>(ExtensionPart part, T code) {}

  private final Settings settings;
  private final Function<String, ExporterSettings> ownSettings;
  private final ExtensionServices services;
  private final ExtensionNames names;
  private final AgentLog log;
  private final List<Offer> offers = new ArrayList<>();
  private final List<ExtensionPart> unloadable = new ArrayList<>();
  private final List<PartState> states = new ArrayList<>();

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
    for (Service<?, ?> service : Services.ALL) {
      any |= add(jar, service);
    }
    return any;
  }

  private <P, T> boolean add(ExtensionJar jar, Service<P, T> service) {
    List<P> found = services.load(service.provider(), jar, jar.path());
    if (found == null) {
      unloadable.add(new ExtensionPart(service.kind(), "unknown", jar.path(), log::warn));
      return true;
    }
    for (P provider : found) {
      try {
        String name = ExtensionThread.call(() -> service.name().apply(provider));
        if (names.take(name, service.kind().toString(), jar)) {
          ExtensionPart part = new ExtensionPart(service.kind(), name, jar.path(), log::warn);
          offers.add(new Offer(service, provider, part));
        }
      } catch (Throwable failure) {
        services.skipped(jar.path(), provider.getClass().getName(), failure);
        unloadable.add(new ExtensionPart(service.kind(), "unknown", jar.path(), log::warn));
      }
    }
    return !found.isEmpty();
  }

  /** Notes an exporter, which others create, and returns it to count its failures. */
  ExtensionPart exporter(String name, ExtensionJar jar, List<String> selected) {
    ExtensionPart part = new ExtensionPart(Kind.EXPORTER, name, jar.path(), log::warn);
    boolean used = selected.contains(name);
    states.add(new PartState(part, used ? PartState.Use.INSTALLED : PartState.Use.UNSELECTED));
    return part;
  }

  private boolean isEmpty() {
    return offers.isEmpty() && unloadable.isEmpty();
  }

  /** Creates the processors that are not disabled. */
  List<SpanProcessor> processors() {
    if (isEmpty()) {
      return List.of();
    }
    return create(Services.PROCESSORS).stream()
        .<SpanProcessor>map(each -> new CountedProcessor(each.part(), each.code()))
        .toList();
  }

  /** Creates the samplers that are not disabled. */
  List<TraceSampler> samplers() {
    if (isEmpty()) {
      return List.of();
    }
    return create(Services.SAMPLERS).stream()
        .<TraceSampler>map(each -> new CountedSampler(each.part(), each.code()))
        .toList();
  }

  /**
   * Creates the redactors that are not disabled. One that cannot be created would have removed
   * something, so it withholds everything.
   */
  ContentRedactors redactors() {
    if (isEmpty()) {
      return ContentRedactors.NONE;
    }
    List<ContentRedactors.Installed> installed = new ArrayList<>();
    create(Services.REDACTORS)
        .forEach(each -> installed.add(new ContentRedactors.Installed(each.part(), each.code())));
    unloadable.stream()
        .filter(part -> part.kind() == Kind.REDACTOR)
        .forEach(part -> installed.add(withholding(part)));
    return installed.isEmpty() ? ContentRedactors.NONE : new ContentRedactors(installed);
  }

  private static ContentRedactors.Installed withholding(ExtensionPart part) {
    return new ContentRedactors.Installed(
        part,
        (text, field) -> {
          throw new IllegalStateException("could not be created");
        });
  }

  /** Creates the price sources that are not disabled. */
  ExtensionPrices prices() {
    if (isEmpty()) {
      return ExtensionPrices.NONE;
    }
    List<Created<PriceSource>> created = create(Services.PRICE_SOURCES);
    return created.isEmpty()
        ? ExtensionPrices.NONE
        : new ExtensionPrices(
            created.stream()
                .map(each -> new ExtensionPrices.Installed(each.part(), each.code()))
                .toList(),
            System::nanoTime);
  }

  /** Creates the first id generator that is not disabled; null if there is none. */
  @Nullable OtherIds ids() {
    if (isEmpty()) {
      return null;
    }
    List<Created<IdGenerator>> created = create(Services.ID_GENERATORS);
    if (created.isEmpty()) {
      return null;
    }
    created.stream()
        .skip(1)
        .forEach(
            extra ->
                log.warn(
                    ("id generator %s of %s is not used, because only one can be and %s comes"
                            + " first; set clew.%s.enabled=false for one of them")
                        .formatted(
                            extra.part().name(),
                            extra.part().jar(),
                            created.get(0).part().name(),
                            extra.part().name())));
    return new OtherIds(created.get(0).code(), created.get(0).part()::failed);
  }

  /** Returns what there is, and how it does. */
  List<PartState> states() {
    return List.copyOf(states);
  }

  private <P, T> List<Created<T>> create(Service<P, T> service) {
    List<Created<T>> created = new ArrayList<>();
    for (Offer offer : offers) {
      if (offer.service() != service) {
        continue;
      }
      ExtensionPart part = offer.part();
      if (!settings.get(PipelineSettings.enabled(part.name()))) {
        states.add(new PartState(part, PartState.Use.DISABLED));
        continue;
      }
      try {
        P provider = service.provider().cast(offer.provider());
        ExporterSettings own = ownSettings.apply(part.name());
        T made = ExtensionThread.call(() -> service.create().apply(provider, own));
        created.add(new Created<>(part, Objects.requireNonNull(made, "create returned null")));
        states.add(new PartState(part, PartState.Use.INSTALLED));
      } catch (Throwable failure) {
        services.skipped(
            "%s, %s %s".formatted(part.jar(), service.kind(), part.name()), "create", failure);
        part.count(AgentLog.describe(failure));
        states.add(new PartState(part, PartState.Use.BROKEN));
        if (service.kind() == Kind.REDACTOR) {
          unloadable.add(part);
        }
      }
    }
    for (ExtensionPart part : unloadable) {
      if (part.kind() == service.kind() && part.failures() == 0) {
        part.count("cannot be loaded; see the warnings");
        states.add(new PartState(part, PartState.Use.BROKEN));
      }
    }
    return created;
  }
}
