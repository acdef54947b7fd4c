package org.neurowright.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of ARCHITECTURE.md that a machine can check, over the classes of all modules. */
class ArchitectureTest {
  private static final String ENGINE = "org.neurowright.engine..";
  private static final String IO = "org.neurowright.io..";
  private static final String PLUGINS = "org.neurowright.plugins..";
  private static final String SAMPLES = "org.neurowright.samples..";

  /**
   * Packages of the application that features may share; everything else in it is a feature or
   * assembles them.
   */
  private static final Set<String> SHARED_BY_FEATURES =
      Set.of(
          "workspace",
          "command",
          "task",
          "canvas",
          "code",
          "control",
          "view3d",
          "text",
          "prefs",
          "recipe",
          "platform",
          "spi");

  /** Packages of the application that put features together; no feature may know them. */
  private static final Set<String> ASSEMBLING = Set.of("shell", "cli");

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.neurowright");
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine", "io", "plugins", "app"})
  void theClassesOfEveryModuleAreLookedAt(String module) {
    assertThat(
            classes.stream()
                .filter(c -> c.getPackageName().startsWith("org.neurowright." + module)))
        .isNotEmpty();
  }

  @Test
  void engineUsesOnlyJavaAndItsFewLibraries() {
    check(
        classes()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                ENGINE,
                "java.lang..",
                "java.io..",
                "java.math..",
                "java.net..",
                "java.nio..",
                "java.security..",
                "java.text..",
                "java.time..",
                "java.util..",
                "javax.tools..",
                "javax.lang.model..",
                "com.sun.management..",
                "jdk.incubator.vector..",
                "it.unimi.dsi.fastutil..",
                "org.slf4j.."),
        "the engine knows neither file formats nor user interfaces, so that it can be tested and embedded alone");
  }

  @Test
  void ioUsesNothingAboveIt() {
    check(
        noClasses()
            .that()
            .resideInAPackage(IO)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PLUGINS, "org.neurowright.app..", SAMPLES, "javafx.."),
        "io depends on the engine only");
  }

  @Test
  void pluginsUseNothingAboveThem() {
    check(
        noClasses()
            .that()
            .resideInAPackage(PLUGINS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.neurowright.app..", SAMPLES, "javafx.."),
        "plugins depend on engine and io only");
  }

  @Test
  void samplesUseEngineAndIoOnly() {
    check(
        noClasses()
            .that()
            .resideInAPackage(SAMPLES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PLUGINS, "org.neurowright.app..", "javafx.."),
        "samples are data; whoever shows them comes above");
  }

  @Test
  void theHdf5LibraryStaysInOnePackage() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.neurowright.io.hdf5")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.jhdf.."),
        "the library can be replaced only as long as one package sees it");
    check(
        methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.neurowright.io.hdf5")
            .and()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(notMention("io.jhdf")),
        "what the wrapper shows must not be the library's");
  }

  @Test
  void packagesHaveNoCycles() {
    check(
        slices().matching("org.neurowright.(**)").should().beFreeOfCycles(),
        "a package can be understood by reading what it uses first");
  }

  @Test
  void kindsOfCellsDoNotKnowEachOther() {
    List<String> kinds = List.of("cable", "point", "density", "filter");
    for (String kind : kinds) {
      check(
          noClasses()
              .that()
              .resideInAPackage("org.neurowright.engine." + kind + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  kinds.stream()
                      .filter(other -> !other.equals(kind))
                      .map(other -> "org.neurowright.engine." + other + "..")
                      .toArray(String[]::new)),
          "the kinds meet only through what all of them share");
    }
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "org.neurowright.engine.sim..",
                "org.neurowright.engine.group..",
                "org.neurowright.engine.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                kinds.stream()
                    .map(kind -> "org.neurowright.engine." + kind + "..")
                    .toArray(String[]::new)),
        "a new kind of cell must not touch the time loop");
  }

  @Test
  void descriptionsAreData() {
    check(
        classes()
            .that()
            .resideInAPackage("org.neurowright.engine.description")
            .and()
            .doNotHaveSimpleName("package-info")
            .should(beRecordEnumOrInterface()),
        "a model is immutable data that views, editors and builders can share");
    check(
        noClasses()
            .that()
            .resideInAPackage("org.neurowright.engine.description")
            .should()
            .dependOnClassesThat(
                resideInAPackage(ENGINE)
                    .and(
                        DescribedPredicate.not(
                            resideInAPackage("org.neurowright.engine.description")))),
        "descriptions do not refer to anything that runs");
  }

  @Test
  void theVectorApiStaysInVectorPackages() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.neurowright.engine..vector", "org.neurowright.engine..vector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector.."),
        "everything has a scalar twin that works without the incubator module");
  }

  @Test
  void numericKernelsUseJavaOnly() {
    check(
        classes()
            .that()
            .resideInAPackage("org.neurowright.engine.numeric..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", "jdk.incubator.vector..", "org.neurowright.engine.numeric.."),
        "kernels work on plain arrays");
  }

  @Test
  void viewModelsAreFreeOfScenes() {
    check(
        noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage.."),
        "view models are tested without a window");
  }

  @Test
  void theCommandLineLoadsNoJavaFx() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("org.neurowright.app.cli..", "org.neurowright.app.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp.."),
        "a cluster node has no display");
  }

  @Test
  void featuresMeetOnlyThroughWhatTheyShare() {
    for (String feature : features()) {
      check(
          noClasses()
              .that()
              .resideInAPackage("org.neurowright.app." + feature + "..")
              .should()
              .dependOnClassesThat(
                  resideInAPackage("org.neurowright.app..")
                      .and(DescribedPredicate.not(resideInAnyPackage(allowedFor(feature))))),
          "a feature can be changed or removed without touching another");
    }
  }

  @Test
  void whatFeaturesShareKnowsNoFeature() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                SHARED_BY_FEATURES.stream()
                    .map(ArchitectureTest::appPackage)
                    .toArray(String[]::new))
            .should()
            .dependOnClassesThat(
                resideInAPackage("org.neurowright.app..")
                    .and(DescribedPredicate.not(resideInAnyPackage(allowedFor("workspace"))))),
        "shared parts serve every feature alike");
  }

  private static String appPackage(String name) {
    return "org.neurowright.app." + name + "..";
  }

  private static List<String> features() {
    return classes.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith("org.neurowright.app."))
        .map(name -> name.split("\\.")[3])
        .distinct()
        .filter(name -> !SHARED_BY_FEATURES.contains(name) && !ASSEMBLING.contains(name))
        .toList();
  }

  private static String[] allowedFor(String feature) {
    return Stream.concat(SHARED_BY_FEATURES.stream(), Stream.of(feature))
        .map(ArchitectureTest::appPackage)
        .toArray(String[]::new);
  }

  @Test
  void servicesAreLookedUpInOnePlace() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.neurowright.plugins.host")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ServiceLoader.class),
        "registries are passed as arguments; nothing is looked up behind the reader's back");
  }

  @Test
  void nothingMutableIsStatic() {
    check(
        fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.neurowright..")
            .should(beConstant()),
        "shared mutable state makes runs depend on each other");
  }

  @Test
  void engineHasNoHiddenRandomness() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom|java\\.util\\.SplittableRandom"),
        "two runs with one seed give the same numbers");
  }

  @Test
  void engineReadsNoWallClock() {
    // System.nanoTime is allowed: it measures how long the loop took and cannot tell what time it
    // is.
    check(
        noClasses().that().resideInAPackage(ENGINE).should().callMethodWhere(readsTheTimeOfDay()),
        "results do not depend on when they were computed");
  }

  @Test
  void standardStreamsBelongToTheCommandLine() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.neurowright.app.cli")
            .should(ACCESS_STANDARD_STREAMS),
        "a library that prints cannot be used under a progress bar or a window");
  }

  private static void check(ArchRule rule, String reason) {
    rule.because(reason).allowEmptyShould(true).check(classes);
  }

  private static DescribedPredicate<JavaCall<?>> readsTheTimeOfDay() {
    Set<String> clocks =
        Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.currentTimeMillis");
    return DescribedPredicate.describe(
        "read the time of day",
        call ->
            call.getTarget() instanceof MethodCallTarget target
                && (clocks.contains(target.getOwner().getName() + "." + target.getName())
                    || target.getOwner().getName().equals("java.util.Date")));
  }

  private static ArchCondition<JavaMethod> notMention(String packagePrefix) {
    return new ArchCondition<>("not mention " + packagePrefix) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(
                Stream.of(method.getRawReturnType()),
                Stream.concat(
                    method.getRawParameterTypes().stream(), method.getExceptionTypes().stream()))
            .filter(type -> type.getName().startsWith(packagePrefix + "."))
            .forEach(type ->
                events.add(
                    SimpleConditionEvent.violated(
                        method, method.getFullName() + " mentions " + type.getName())));
      }
    };
  }

  private static ArchCondition<JavaClass> beRecordEnumOrInterface() {
    return new ArchCondition<>("be a record, an enum or an interface") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.isRecord() && !type.isEnum() && !type.isInterface() && !type.isAnonymousClass()) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is a plain class"));
        }
      }
    };
  }

  /**
   * Final, and not of a type that is made to be changed. Arrays pass when private: they are tables.
   */
  private static ArchCondition<JavaField> beConstant() {
    List<String> changeable =
        List.of(
            "java.util.concurrent.",
            "java.util.ArrayList",
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.HashSet",
            "java.util.ArrayDeque",
            "java.lang.ThreadLocal",
            "java.lang.StringBuilder");
    return new ArchCondition<>("be constant") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        if (field.getModifiers().contains(JavaModifier.SYNTHETIC)
            || field.getName().startsWith("$")) {
          return;
        }
        String type = field.getRawType().getName();
        boolean isFinal = field.getModifiers().contains(JavaModifier.FINAL);
        boolean isHidden = field.getModifiers().contains(JavaModifier.PRIVATE);
        boolean isArrayShown = field.getRawType().isArray() && !isHidden;
        if (!isFinal || isArrayShown || changeable.stream().anyMatch(type::startsWith)) {
          events.add(
              SimpleConditionEvent.violated(
                  field, field.getFullName() + " is not constant (" + type + ")"));
        }
      }
    };
  }
}
