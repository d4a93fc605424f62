// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.exporter.redact.scan.Action;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the default set finds and, as important for debugging, what it leaves alone. */
class DetectorTest {
  private static final String PEM =
      "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx7Jw\nQ2+/abc==\n-----END RSA PRIVATE KEY-----";

  /** The part in double brackets is what is to go. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      key | use «sk-proj-abcDEF1234567890abcDEF1234567890» now
      key | «sk-ant-api03-abcdEFGH1234567890-abcdEFGH_1234567890AA»
      key | export OPENAI=«sk-1234567890abcdefABCDEF1234567890abcdefABCDEF1234»
      key | id «AKIAIOSFODNN7EXAMPLE», really
      key | «ASIAIOSFODNN7EXAMPLE»
      key | token «ghp_abcdefghijklmnopqrstuvwxyz0123456789»
      key | «github_pat_11ABCDEFG0abcdefghijklmn_opqrstuvwxyz0123456789ABCDEFGHIJ»
      key | https://maps.example/api?key=«AIzaSyA-1234567890abcdefghijklmnopqrstuv»&q=1
      key | «xoxb-123456789012-1234567890123-abcdefABCDEF»
      key | «glpat-abcdefghij1234567890»
      key | «hf_abcdefghijklmnopqrstuvwxyzABCDEFGH»
      key | «gsk_abcdefghijklmnop1234567890abcdef»
      key | stripe «sk_live_abcdefghij1234567890»
      token | «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U»
      token | Authorization: Bearer «abcdef1234567890»
      token | -H "authorization: bearer «mF_9.B5f-4.1JqM»"
      token | Authorization: Basic «QWxhZGRpbjpvcGVuIHNlc2FtZQ==»
      key | api_key=«whatever»&b=1
      key | "apiKey": "«whatever you like»", "b": 1
      key | x-api-key: «abc123def»
      key | {\\"client_secret\\":\\"«abc def»\\"}
      password | password=«hunter»
      password | DB_PASSWORD='«pa ss»'
      password | Password: «hunter2» ok
      password | jdbc:postgresql://app:«s3cr%t»@db.example:5432/x
      password | https://user:«p@ss»@host.example/path
      key | aws «ABIAIOSFODNN7EXAMPLE» and more
      key | «bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t»
      key | «glrt-abcdefghij1234567890»
      key | «xoxe-1-My0xLTMxNzcwMjQ0MTcxMy01MTU4MTUyNjkx»
      key | curl https://«hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/abcdefABCDEF123456789012»
      key | «api_org_abcdefghijklmnopqrstuvwxyzABCDEFGH»
      key | «aBc8Q~abcdefghij.KLMNOPQRST-1234567890ab»
      key | bot «12345678:Aabcdefghijklmnopqrstuvwxyz12345678»
      key | «MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs»
      key | use «sk-proj-abcDEF​1234567890abcDEF1234567890» now
      key | {"a":"first\\nline\\n«sk-proj-abcDEF1234567890abcDEF1234567890»\\n"}
      token | Authorization: ApiKey «abc123def456»
      token | Authorization: Token «abc123def456»
      key | tool --api-key «a1b2c3d4» --verbose
      password | tool --password «Hunter-two»
      token | ["--token", "«abc123def456»"]
      password | curl -sS -u jane:«hunter» https://example.com
      password | curl --user 'jane:«pass word»' https://example.com
      password | mysql -h db -ujane -p«hunter» shop
      password | machine api.example.com login jane password «hunter»
      key | apiKey := "«whatever»"
      key | 'api_key' => '«whatever»'
      key | API_KEY ?= «what3ver»
      password | <password>«hunter»</password>
      password | `| password | «hunter2» |`
      key | "name": "api_key", "value": "«whatever»"
      key | Incorrect API key provided: «ab12cd34».
      password | my password is «hunter2», do not tell
      password | mein Passwort lautet «hunter2»
      password | la contraseña es «hunter2»
      password | mon mot de passe est «hunter2»
      key | der API-Schlüssel: «ab12cd34»
      password | new dbpassword=«hunter»
      key | https://example.com/?key=«abc123def456»&q=1
      key | https://x.blob.core.windows.net/y?sv=2022&sig=«abc%2Fdef123%3D»&se=1
      key | ?X-Amz-Signature=«0123456789abcdef0123456789abcdef»
      key | next=%2Fa%3Fapi_key%3D«abc123»%26b
      email | write to «jane.doe+x@mail.example.co.uk».
      email | <«jane@example.com»>
      email | «jürgen@müller.de»
      email | ?user=«jane%40example.com»&x
      phone | call «+49 30 1234567» today
      phone | «+1 (555) 123-4567»
      phone | «+4915112345678»
      phone | «(555) 123-4567»
      phone | reach me at «555-123-4567»!
      phone | «1-555-123-4567»
      phone | Tel.: «030 1234567»
      phone | call «0049 30 1234567» now
      phone | or «00493012345678», both
      phone | mobilePhone=«0171 1234567»
      phone | phone number is «0171/1234567»
      card | «4111111111111111»
      card | card «4111 1111 1111 1111» 12/27
      card | «4111-1111-1111-1111»,
      card | «3782 822463 10005»
      card | «378282246310005»
      card | «5555555555554444»
      card | «6011111111111117»
      card | «30569309025904»
      iban | «DE89 3704 0044 0532 0130 00»
      iban | IBAN:«GB29NWBK60161331926819».
      iban | «FR1420041010050500013M02606»
      """)
  void text_withSomethingToFind_losesThatAlone(String kind, String marked) {
    String text = marked.replace("«", "").replace("»", "");
    String expected = marked.replaceAll("«.*»", "[redacted " + kind + "]");

    assertThat(redacted(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order 1234567890123456 and 4111111111111112",
        "order ORD-4111111111111111",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7",
        "123e4567-e89b-12d3-a456-426614174000 12345678-4111-1111-1111-111111111111",
        "at 1795246692123456789 ns, 1795246692123 ms, 1795246692 s",
        "2026-11-21T07:38:12.123456789Z 2026-11-21 07:38:12+01:00 21.11.2026 11/21/2026",
        "flight LH 1234 on 2026-11-21, seat 12A, gate B23, PNR AB12CD",
        "EUR 1.234.567,89 and $1,234,567.89 and 84.50",
        "-0.4111111111111111 0.5555555555554444 3.141592653589793",
        "call_abc1234567890123456 resp_1234567890123456 chatcmpl-4111111111111111",
        "192.168.1.1:8080 10.0.0.255 version 1.18.1-beta28",
        "css class sk-estimator-doc-link-wrapper and task-force",
        "icon@2x.png @Override user@host Foo@1a2b3c 5 @ 3.50",
        "max_tokens: 100, total_tokens=355, tokens: 5, token: hello",
        "the password must have 8 characters; Password: required; password: \"\"",
        "api_key=${OPENAI_API_KEY} password=<your password> token=[redacted key]",
        "Bearer token, bearer of bad news, Basic plan",
        "secret: be kind to everybody",
        "http://localhost:8080/a@b https://example.com/@user",
        "a+1234567890 x=+5 +0100 C++17 1+23456789",
        "DE12 is a postcode, GB29NWBK60161331926818 is mistyped",
        "ISBN 978-3-16-148410-0, EAN 4006381333931",
        "SG-1 SGML AIz eyJ AKIA",
        "{\"cancelledOn\":\"2027-03-01\",\"excellent\":\"1234567\"} cancelledOn 2027-03-01",
        "phone us on 2027-03-01, tel. before 01.03.2027, mobile 03/01/2027",
        "hotel 1234567, telemetry 12345678, refax 1234567",
        "order 000012345678 or 00 12 34 56 78",
        "apiKeyName=a1b2c3d4e5f6 password_length: 12 token_url = https://example.com/t1",
        "the API key is read from OPENAI_API_KEY; the token gpt4 counts twice",
        "password=$DB_PASS api_key=xxxxxxxx secret: ******** token=config.token",
        "primary key: 4bf92f3577b34da6a3ce929d0e0e4736, cache key a1b2c3d4e5f6a7b8c9d0",
        "docker run -u 1000:1000 -p 8080:80 image; curl -u \"$USER:$PASS\" https://a.example",
        "commit 4bf92f3577b34da6a3ce929d0e0e47364bf92f35 of sha256:0e0e47364bf92f35",
      })
  void text_thatOnlyResemblesSomething_staysTheSameObject(String text) {
    assertThat(redacted(text)).isSameAs(text);
  }

  @Test
  void privateKey_goesFromHeaderToFooter() {
    assertThat(redacted("a " + PEM + " b")).isEqualTo("a [redacted private key] b");
    assertThat(redacted(PEM.replace("\n", "\\n"))).isEqualTo("[redacted private key]");
  }

  @Test
  void privateKey_withoutItsEnd_goesAsFarAsItReaches() {
    String head = PEM.substring(0, PEM.indexOf("abc"));

    assertThat(redacted("a " + head)).isEqualTo("a [redacted private key]");
  }

  @Test
  void value_onTheNextLine_isThatOfTheName() {
    assertThat(redacted("password:\n  hunter2\nuser: jane"))
        .isEqualTo("password:\n  [redacted password]\nuser: jane");
  }

  @Test
  void secret_thatIsRepeated_goesEverywhere() {
    assertThat(redacted("api_key=ab12cd34ef56; later ab12cd34ef56 alone"))
        .isEqualTo("api_key=[redacted key]; later [redacted key] alone");
  }

  @Test
  void privateKey_behindAName_goesWithItsBody() {
    assertThat(redacted("private_key: \"" + PEM + "\", a: 1"))
        .isEqualTo("private_key: \"[redacted private key]\", a: 1");
  }

  @Test
  void privateKeyOfPgp_goesFromHeaderToFooter() {
    String pgp = PEM.replace("RSA PRIVATE KEY", "PGP PRIVATE KEY BLOCK");

    assertThat(redacted("a " + pgp + " b")).isEqualTo("a [redacted private key] b");
  }

  @Test
  void whatStandsBetweenANameAndItsSecret_isLookedAtToo() {
    assertThat(redacted("the password of a@b.de is hunter2"))
        .isEqualTo("the password of [redacted email] is hunter2");
    assertThat(redacted("curl --data mail=a@b.de -u x:hunter2"))
        .isEqualTo("curl --data mail=[redacted email] -u x:[redacted password]");
  }

  @Test
  void severalFindings_areAllReplaced() {
    assertThat(redacted("a@b.de 4111111111111111 c@d.fr password=x1"))
        .isEqualTo(
            "[redacted email] [redacted card] [redacted email] password=[redacted password]");
  }

  @Test
  void detectors_thatAreOff_findNothing_butSecretsGo() {
    Redactor redactor =
        new Redactor(
            new RedactionRules(Set.of(), Action.REPLACE, "", List.of(), List.of(), List.of()));
    String text = "a@b.de 4111111111111111 +49 30 1234567 DE89370400440532013000 api_key=abc";

    assertThat(new Redaction(redactor).text(text, text.length()))
        .isEqualTo(text.replace("abc", "[redacted key]"));
  }

  private static String redacted(String text) {
    return new Redaction(new Redactor(RedactionRules.standard())).text(text, text.length());
  }
}
