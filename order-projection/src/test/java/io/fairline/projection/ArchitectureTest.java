package io.fairline.projection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {

    private static final String HOME = "io.fairline.projection";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HOME);

    @Test
    void domainKnowsNothingButJava() {
        classes()
                .that()
                .resideInAPackage(HOME + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        HOME + ".domain..",
                        "java.lang..",
                        "java.util",
                        "java.util.regex",
                        "java.time",
                        "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void domainIsToldTheTime() {
        noClasses()
                .that()
                .resideInAPackage(HOME + ".domain..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
    }

    @Test
    void avroEndsAtTheWire() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOME + ".wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "io.fairline.schemas.events..")
                .check(CLASSES);
    }

    @Test
    void rowsAndCacheEntriesEndAtTheStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOME + ".store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "org.springframework.r2dbc..", "io.r2dbc.pool..", "org.flywaydb..")
                .check(CLASSES);
    }

    @Test
    void httpEndsAtTheWeb() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOME + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "org.springframework.http..")
                .check(CLASSES);
    }

    @Test
    void jsonEndsAtTheWebAndTheCache() {
        noClasses()
                .that()
                .resideOutsideOfPackages(HOME + ".web..", HOME + ".store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void logAndWebMeetOnlyInTheStore() {
        noClasses()
                .that()
                .resideInAPackage(HOME + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOME + ".log..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(HOME + ".log..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOME + ".web..")
                .check(CLASSES);
        slices().matching(HOME + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
