// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * What has settings besides Clew itself, so that their names are not taken for mistakes.
 *
 * @param instrumentations modules, each of which can be switched off
 * @param exporters those in Clew, whose content can be set
 * @param extensions exporters and processors of extensions; what is under their names is theirs
 * @param required settings that modules require, which may be theirs alone
 */
public record KnownNames(
    List<String> instrumentations,
    List<String> exporters,
    List<String> extensions,
    List<String> required) {

  /** Returns a setting that only an extension knows, by its whole name. */
  static Setting<String> ofExtension(String name) {
    return new Setting<>(name, SettingType.text(), "", "A setting of an extension.");
  }

  List<Setting<?>> settings() {
    List<Setting<?>> known = new ArrayList<>(ClewSettings.all());
    instrumentations.forEach(name -> known.add(ClewSettings.instrumentationEnabled(name)));
    exporters.forEach(name -> known.add(PipelineSettings.content(name)));
    required.forEach(name -> known.add(ofExtension(name)));
    return known;
  }

  /** Tells whether {@code name} stands under the name of an exporter or processor. */
  boolean isOfExtension(String name, SettingsSource source) {
    return extensions.stream()
        .anyMatch(
            extension -> name.startsWith(source.form(PipelineSettings.ofExtension(extension, ""))));
  }
}
