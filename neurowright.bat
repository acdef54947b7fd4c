@echo off
rem Starts Neurowright: the desktop application without arguments, the command line with them.
rem Builds what is missing or older than its sources first; needs a JDK 25, and Maven for building.
rem
rem NEUROWRIGHT_JAVA_HOME  the JDK to use (else JAVA_HOME if it is a JDK 25, else the usual places)
rem NEUROWRIGHT_JAVA_OPTS  more options for Java, for instance -Xmx16g
setlocal EnableExtensions DisableDelayedExpansion

set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "TARGET=%ROOT%\app\target"
set "STAMP=%TARGET%\launcher.stamp"
set "LOCK=%TARGET%\launcher.lock"
set "LOG=%TARGET%\launcher-build.log"
set "JDK="

if defined NEUROWRIGHT_JAVA_HOME call :try_jdk "%NEUROWRIGHT_JAVA_HOME%"
if defined NEUROWRIGHT_JAVA_HOME if not defined JDK (
  echo neurowright: NEUROWRIGHT_JAVA_HOME=%NEUROWRIGHT_JAVA_HOME% is not a JDK 25.>&2
  exit /b 4
)
if not defined JDK if defined JAVA_HOME call :try_jdk "%JAVA_HOME%"
if not defined JDK for /d %%d in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*") do if not defined JDK call :try_jdk "%%~d"
if not defined JDK for /f "delims=" %%j in ('where java 2^>nul') do if not defined JDK call :try_jdk "%%~dpj.."
if not defined JDK (
  echo neurowright: Neurowright needs a JDK 25, and none was found. Install one, for instance with>&2
  echo 'winget install EclipseAdoptium.Temurin.25.JDK', or name its folder in NEUROWRIGHT_JAVA_HOME.>&2
  exit /b 4
)

call :is_stale
if not errorlevel 1 (
  call :build
  if errorlevel 1 exit /b 4
)

set "FLAGS=-XX:+UseParallelGC -XX:MaxRAMPercentage=75 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED --add-exports=java.base/jdk.internal.module=ALL-UNNAMED"
"%JDK%\bin\java.exe" %FLAGS% %NEUROWRIGHT_JAVA_OPTS% -cp "%TARGET%\*;%TARGET%\lib\*" org.neurowright.app.Main %*
exit /b %ERRORLEVEL%

rem Takes a folder if it holds a JDK 25; the compiler is needed, too, as mechanisms are compiled at run time.
:try_jdk
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /b /r /c:"JAVA_VERSION=.25[.+\"-]" "%~1\release" >nul 2>&1
if not errorlevel 1 set "JDK=%~1"
exit /b 0

rem Error level 0 when a source or a build file changed after the last build, else 1.
:is_stale
if not exist "%STAMP%" exit /b 0
if not exist "%TARGET%\lib" exit /b 0
powershell -NoProfile -Command "$t = (Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; $r = $env:ROOT; $new = Get-ChildItem -Path \"$r\pom.xml\", \"$r\*\pom.xml\", \"$r\*\src\main\" -Recurse -ErrorAction SilentlyContinue | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1; if ($new) { exit 0 } else { exit 1 }"
exit /b %ERRORLEVEL%

rem One build at a time: making a folder succeeds for one only.
:build
if not exist "%TARGET%" mkdir "%TARGET%" 2>nul
if not exist "%TARGET%" (
  echo neurowright: %ROOT% has to be built but is read-only. Copy it to where you may write.>&2
  exit /b 1
)
where mvn >nul 2>&1
if errorlevel 1 (
  echo neurowright: Maven ^(mvn^) is not on the PATH, and building needs it. Install it, for instance with 'scoop install maven'.>&2
  exit /b 1
)
:wait_for_lock
mkdir "%LOCK%" 2>nul
if errorlevel 1 (
  echo neurowright: waiting for another start to finish building ^(or delete %LOCK%^)>&2
  timeout /t 3 /nobreak >nul
  goto wait_for_lock
)
call :is_stale
if errorlevel 1 (
  rmdir /s /q "%LOCK%"
  exit /b 0
)
echo neurowright: building, as this is the first start or sources have changed; this takes a minute ...>&2
if exist "%TARGET%\lib" rmdir /s /q "%TARGET%\lib"
del /q "%TARGET%\neurowright-app-*.jar" 2>nul
echo started>"%LOCK%\started"
set "JAVA_HOME=%JDK%"
pushd "%ROOT%"
call mvn -q -B -Dmaven.test.skip=true -Djacoco.skip=true -pl app -am package >"%LOG%" 2>&1
set "RESULT=%ERRORLEVEL%"
popd
if not "%RESULT%"=="0" (
  echo neurowright: building failed; the log is %LOG%>&2
  rmdir /s /q "%LOCK%"
  exit /b 1
)
move /y "%LOCK%\started" "%STAMP%" >nul
rmdir /s /q "%LOCK%"
exit /b 0
