"""The skills that are known by name.

line = canonical name, "!" if it is also an everyday word, then ":" and its other spellings if there are any

An everyday word counts only as written here or inside a list; other spellings count in any case. Tools are things one
can point at; concepts are fields of work, which a job title often names without asking for them.
"""

TOOLS = """
Python: python3, python 3, cpython
JavaScript: js, ecmascript, es6, java script
TypeScript
Java: java 8, java 11, java 17, core java, java se
Java EE: j2ee, jee, jakarta ee, javaee
C!
C++: cpp, c plus plus
C#: csharp, c sharp
.NET: dotnet, dot net, .net core, .net framework
ASP.NET: asp net, asp.net mvc, asp.net core
VB.NET: visual basic, vba.net
VBA
Go!: golang
Rust!: rustlang
R!: r programming, rstudio, r studio
Ruby
Ruby on Rails: rails, ror
PHP: php7, php8
Laravel
Symfony
Perl
Scala
Kotlin
Swift!
SwiftUI
Objective-C: objective c, objc
Dart
Elixir
Erlang
Haskell
Clojure
Lua
MATLAB
Julia!
Groovy
COBOL
Fortran
Bash: shell scripting, shell script, bash scripting, unix shell
PowerShell: power shell
SQL
T-SQL: transact sql
PL/SQL: plsql
HTML: html5, html 5
CSS: css3, css 3
Sass!: scss
Tailwind CSS: tailwind, tailwindcss
Bootstrap!: twitter bootstrap
React!: react.js, reactjs
React Native
Redux
Next.js: nextjs, next js
Nuxt: nuxt.js, nuxtjs
Vue.js: vue, vuejs, vue 3
Angular: angularjs, angular.js, angular js
Svelte: sveltekit
jQuery
Ember.js: emberjs
Node.js: node, nodejs, node js
Express.js: expressjs, express js
NestJS: nest.js
FastAPI: fast api
Django
Django REST Framework: drf
Flask!: python flask
Starlette
asyncio: async io
Celery!
SQLAlchemy
Pydantic
pytest
Spring!: spring framework, spring mvc
Spring Boot: springboot
Hibernate!
Maven
Gradle
JUnit
GraphQL
gRPC
REST: rest api, rest apis, restful, restful api, restful apis, rest services, restful services
SOAP!
WebSockets: websocket
Kafka: apache kafka
RabbitMQ: rabbit mq
PostgreSQL: postgres, postgre, postgre sql, pgsql, psql
MySQL: my sql
MariaDB
SQL Server: ms sql, mssql, ms sql server, microsoft sql server, sql server 2008, sql server 2012
SQLite
Oracle Database: oracle db, oracle 11g, oracle 12c, oracle sql
DB2: ibm db2
MongoDB: mongo, mongo db
Redis
Cassandra: apache cassandra
DynamoDB: dynamo db
Elasticsearch: elastic search, elk, elk stack
ClickHouse
Snowflake!
BigQuery: big query, google bigquery
Redshift: amazon redshift
Databricks
Neo4j
Hadoop: apache hadoop, hdfs
Spark: apache spark, pyspark
Hive: apache hive
Airflow: apache airflow
Flink: apache flink
dbt
Dask
Ray!
MLflow
Kubeflow
Feast!
Tecton
Pandas
NumPy
SciPy
scikit-learn: sklearn, scikit learn, scikit
PyTorch: py torch
TensorFlow: tensor flow
Keras
XGBoost
CUDA
OpenCV
spaCy
NLTK
Hugging Face: huggingface
Hugging Face Transformers
LangChain
OpenAI
SageMaker: amazon sagemaker, aws sagemaker
Triton Inference Server: triton
Evidently!: evidently ai
WhyLogs
Tableau
Power BI: powerbi, microsoft power bi
Power Query
Looker
Qlik: qlikview, qlik sense
SAS
SPSS
Stata
Excel!: microsoft excel, ms excel, advanced excel
Word!: microsoft word, ms word
PowerPoint: power point, microsoft powerpoint
Microsoft Office: ms office, microsoft office suite, office 365, microsoft 365, microsoft suite
Google Workspace: g suite, gsuite, google apps
Google Analytics: ga4
Google Ads: google adwords, adwords
AWS: amazon web services, aws cloud
EC2: amazon ec2
S3: amazon s3
ECS: amazon ecs
EKS: amazon eks
RDS: amazon rds
Lambda!: aws lambda
CloudFormation: aws cloudformation
Azure: microsoft azure, ms azure
Azure DevOps
Google Cloud: gcp, google cloud platform
Docker: docker compose
Kubernetes: k8s, kube
OpenShift
Helm!
Terraform
Pulumi
Ansible
Chef!: chef infra
Puppet!
Vagrant
Jenkins
GitHub Actions
GitLab CI: gitlab ci/cd
CircleCI: circle ci
CI/CD: cicd, ci cd, continuous integration, ci cd pipelines
Git
GitHub: git hub
GitLab
Bitbucket
Subversion: svn
Bazel
Linux: gnu linux, ubuntu, red hat linux
Red Hat Enterprise Linux: rhel
Unix
Windows Server
Active Directory
VMware: vm ware, vsphere
Citrix
Nginx
Prometheus
Grafana
Datadog
Splunk
OpenTelemetry
New Relic
Nagios
ServiceNow: service now
Jira: atlassian jira
Confluence
Selenium: selenium webdriver
Cypress!
Playwright!
Appium
Postman!
SoapUI: soap ui
JMeter
Cucumber!
Figma
Sketch!
Adobe XD
Photoshop: adobe photoshop
Illustrator!: adobe illustrator
InDesign: adobe indesign
After Effects: adobe after effects
Premiere Pro: adobe premiere
Adobe Creative Suite: adobe creative cloud, creative suite
Canva
Unity!: unity3d
Unreal Engine: unreal
Blender!
AutoCAD: auto cad
SolidWorks: solid works
Revit
Salesforce: sfdc, salesforce.com, salesforce crm
HubSpot: hub spot
Marketo
Mailchimp
Zendesk
Intercom!
WordPress: word press
Drupal
Magento
Shopify
SAP: sap erp
SAP HANA: s 4hana, s4hana, s/4hana, hana
SAP APO
SAP FICO: sap fi co
SAP MM
SAP SD
ABAP: sap abap
Oracle EBS: oracle e business suite
NetSuite
Workday!
ADP
QuickBooks: quick books
Xero
Sage!
Bloomberg Terminal
Dentrix
Epic!: epic emr, epic systems
Cerner
Qualtrics
Dovetail!
Mixpanel
Amplitude!
MEDDIC: meddpicc
ITIL
PMP
PRINCE2
Six Sigma: lean six sigma
CPA
CFA
ACCA
CIMA
IFRS
US GAAP: gaap
CPIM: apics cpim, apics
SHRM
BLS
ACLS
PALS!
CPR
CDL
OSHA: osha 10, osha 30
CISSP
CCNA
CCNP
CompTIA
ROS: ros 2, ros2
Arduino
PLC: plcs, plc programming
SCADA
Verilog
VHDL
Simulink
OAuth: oauth2, oauth 2.0
Web3
Solidity
Three.js
D3.js: d3
Webpack
Vite
Storybook
Kibana
Logstash
Apache: apache httpd, apache web server
Tomcat: apache tomcat
SharePoint: share point
Power Apps: powerapps
UiPath
Informatica
Talend
SSIS
SSRS
Mule ESB: mulesoft
Pega
HP ALM: quality center
"""

CONCEPTS = """
Machine Learning: ml
Deep Learning
Artificial Intelligence
Natural Language Processing: nlp
Computer Vision
Large Language Models: llms, llm
Distributed Training
A/B Testing: ab testing, a b tests
Big Data: big data analytics
Data Engineering
Data Warehousing: data warehouse
ETL: elt
Data Visualization
Statistics
Microservices: microservice, micro services
Distributed Systems: distributed system
System Design
Event-Driven Architecture
Object-Oriented Programming: oop
Data Structures
Test-Driven Development: tdd
Infrastructure as Code: iac
Cloud Computing
Network Security
Cybersecurity: cyber security
Penetration Testing: pentesting
Embedded Systems: embedded
Firmware
DevOps
Agile: agile methodologies, agile development
Scrum
Kanban
Manual Testing
Test Automation: automated testing, automation testing
Regression Testing
User Research: ux research
Usability Testing
Survey Design
Design Systems: design system
Wireframing: wireframes
Prototyping
Responsive Design
Accessibility: wcag
SEO: search engine optimization
SEM
Content Marketing
Email Marketing
Social Media Marketing
Copywriting
Technical Writing
Market Research
Lead Generation
Cold Calling
Account Management
Business Development
Negotiation
CRM
Customer Service
Stakeholder Management
Project Management
Product Management
Change Management
Risk Management
Vendor Management
Financial Modeling: financial modelling
Financial Reporting
Bookkeeping
Payroll
Accounts Payable
Accounts Receivable
Budgeting
Auditing
Tax Preparation
Demand Planning
Inventory Management
Supply Chain Management
Procurement
Logistics
Warehousing
Forklift: forklift certification, forklift operation, forklift license, forklift licence, forklift cert
Welding
Plumbing
HVAC
Carpentry
Electrical Wiring
Blueprint Reading
CNC: cnc machining
Preventive Maintenance
Food Safety: servsafe
Insurance Verification
Medical Billing
Medical Coding: icd 10
Phlebotomy
Patient Care
Wound Care
First Aid
Lesson Planning
Classroom Management
Curriculum Development
Talent Acquisition
Employee Relations
Onboarding
Data Entry
Travel Booking
Calendar Management
"""

LANGUAGES = """
English
German: deutsch
French
Spanish
Italian
Portuguese
Dutch
Swedish
Polish
Russian
Ukrainian
Arabic
Hebrew
Hindi
Mandarin: mandarin chinese
Cantonese
Japanese
Korean
Turkish
Vietnamese
"""

NOT_SKILLS = (
    "r&d",
    "c-level",
    "c-suite",
    "series c",
    "go to market",
    "excel at",
    "react to",
    "word of mouth",
    "spring break",
)
"""Phrases that only look like skills."""
